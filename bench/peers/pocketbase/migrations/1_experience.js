// A collection with the fields of an InfoJobs experience. The rules are open: nobody has to say who they are.
migrate(
    (app) => {
        const text = (name, required, max) => ({ type: "text", name, required, max });
        app.save(
            new Collection({
                type: "base",
                name: "experience",
                listRule: "",
                viewRule: "",
                createRule: "",
                updateRule: "",
                fields: [
                    text("company", true, 150),
                    text("job", true, 150),
                    text("description", false, 4000),
                    text("startingDate", true, 10),
                    text("finishingDate", false, 10),
                    { type: "bool", name: "onCourse" },
                    text("industry", false, 100),
                    text("level", true, 100),
                    text("staff", false, 100),
                    text("reportingTo", false, 100),
                    text("category", true, 100),
                    { type: "json", name: "subcategories", required: true },
                    { type: "bool", name: "hideSalary" },
                    text("salaryMin", false, 100),
                    text("salaryMax", false, 100),
                    text("salaryPeriod", false, 100),
                    { type: "bool", name: "visible" },
                ],
            }),
        );
    },
    (app) => app.delete(app.findCollectionByNameOrId("experience")),
);
