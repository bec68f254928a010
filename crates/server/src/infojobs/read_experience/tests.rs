use insta::assert_snapshot;

use crate::infojobs::testing::Setting;

#[tokio::test]
async fn one_experience_bare() {
    let setting = Setting::new().await;
    let id = setting.insert("InfoJobs").await;
    assert_snapshot!(setting.get(&setting.path(1, &format!("/{id}"))).await.shown(), @r#"
    200 OK
    content-type: application/json
    etag: "1"

    {
      "id": "3604006822220664",
      "company": "InfoJobs",
      "job": "Web programmer",
      "startingDate": "2006-09-14T00:00:00Z",
      "finishingDate": "2011-06-14T00:00:00Z",
      "onCourse": false,
      "industry": "seleccionar",
      "level": "empleado-a",
      "staff": "0",
      "category": "informatica-telecomunicaciones",
      "subcategories": [
        "programacion"
      ],
      "hideSalary": false,
      "salaryMin": "seleccionar",
      "salaryMax": "seleccionar",
      "visible": false
    }
    "#);
}

#[tokio::test]
async fn what_is_not_there_is_650_after_361() {
    let setting = Setting::new().await;
    for id in ["1", "0", "x", "99999999999999999999999", "-1"] {
        assert_eq!(
            setting.get(&setting.path(1, &format!("/{id}"))).await.code(),
            (404, "650".to_owned()),
            "{id}"
        );
    }
    let nowhere = "/api/1/curriculum/00000000-0000-0000-0000000000000000/experience/1";
    assert_eq!(setting.get(nowhere).await.code(), (404, "361".to_owned()));
}
