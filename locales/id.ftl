# Kata-kata Tenure dalam bahasa Indonesia.
#
# Ketiga berkas memuat pesan yang sama dengan argumen yang sama; sebuah uji memastikannya. Kata sederhana, kalimat
# pendek, sapaan "Anda". Akhir yang tidak dilaporkan tidak pernah disebut masih berjalan.

## Tanggal. Bulan tetap bulan.

month-name = { $month ->
    [1] Januari
    [2] Februari
    [3] Maret
    [4] April
    [5] Mei
    [6] Juni
    [7] Juli
    [8] Agustus
    [9] September
    [10] Oktober
    [11] November
   *[12] Desember
}
date-month = { month-name } { $year }
date-day = { $day } { month-name } { $year }
date-moment = { $date } pukul { $hour }.{ $minute } UTC

## Bingkai setiap halaman

window-title = { $title } – Tenure
window-title-error = Kesalahan: { $title } – Tenure
skip-to-content = Langsung ke isi
language-choice = Bahasa
me-link = Riwayat Anda
demo-notice = Demo: jangan isi data asli.
demo-outbox-link = Lihat surelnya
signed-in-as = Anda masuk sebagai { $address }.
not-affiliated = Tenure. Tidak terafiliasi dengan SEEK atau InfoJobs.
to-start = Ke halaman awal

## Kata untuk kedua jenis pernyataan

badge-attested = Keterangan mitra
badge-declared = Pernyataan sendiri
accept = Terima
decline = Tolak
yes = Ya
no = Tidak
value-none = Tidak ada
edit = Ubah
delete = Hapus
keep = Simpan saja
back-unchanged = Kembali tanpa mengubah apa pun

## Halaman awal

home-title = Riwayat karier Anda, dicatat dengan jujur
home-lead = Server ini menyimpan satu riwayat pekerjaan Anda. Anda yang menentukan apa isinya dan siapa yang boleh membacanya.
me-timeline = Linimasa Anda
me-timeline-about = Yang Anda nyatakan dan yang diterangkan mitra, berdampingan dari tahun ke tahun. Tabel di bawah gambar mengatakan hal yang sama dengan kata-kata.
home-attested = Mitra, misalnya layanan penggajian, mengirim apa yang diketahuinya. Isinya masuk ke riwayat Anda hanya jika Anda terima, dan tidak dapat diubah siapa pun.
home-declared = Anda sendiri yang menyatakannya, di sini atau melalui aplikasi yang Anda izinkan.
home-never-mixed = Keduanya tidak pernah dicampur, dan setiap data menunjukkan siapa yang menyatakannya dan kapan.
home-sign-in = Masuk
home-record = Buka riwayat Anda

## Masuk

sign-in-title = Masuk
sign-in-lead = Masuk untuk melihat riwayat Anda.
sign-in-for-career-history = Seseorang mengirim riwayat karier kepada Anda. Masuk untuk melihatnya; setelah itu Anda memutuskan apakah menerimanya.
sign-in-for-application = Masuk dahulu. Setelah itu Anda memutuskan apa yang boleh dilakukan { $application }.
sign-in-address = Alamat surel (email) Anda
sign-in-address-hint = Kami mengirim kode { $digits } angka ke alamat itu.
sign-in-address-missing = Masukkan alamat surel Anda.
sign-in-address-malformed = Alamat ini tidak lengkap. Bentuknya seperti nama@example.com.
sign-in-too-many = Terlalu banyak kode yang diminta. Coba lagi dalam { $minutes } menit.
sign-in-send = Kirim kode
sign-in-no-password = Tidak ada kata sandi, sekarang atau nanti. Jika Anda baru di sini, kode itu membuka akun Anda.

code-title = Masukkan kode Anda
code-label = Kode
code-hint = { $digits } angka, dalam surel yang baru saja kami kirim. Berlaku { $minutes } menit, hanya di peramban ini.
code-hint-address = { $digits } angka, dalam surel yang baru saja kami kirim ke { $address }. Berlaku { $minutes } menit, hanya di peramban ini.
code-enter = Masuk
code-malformed = Kode terdiri dari { $digits } angka. Lihat lagi surelnya.
code-wrong = Ini bukan kode dalam surel terbaru. Anda masih punya { $tries } kesempatan.
code-again-title = Minta kode baru
code-used-up = Itu kesempatan terakhir, jadi kode ini tidak berlaku lagi. Kode baru bisa dipakai.
code-none = Peramban ini tidak punya kode yang berlaku sekarang. Kode berakhir setelah { $minutes } menit, setelah dipakai, atau ketika kode yang lebih baru diminta.
code-too-many-wrong = Hari ini terlalu banyak kode salah dimasukkan untuk alamat ini. Coba lagi besok.
code-mail-trouble = Surel kami sedang terlambat keluar. Kode Anda mungkin perlu beberapa menit.
code-nothing-came = Belum ada yang datang?
code-nothing-came-todo = Lihat folder spam, dan periksa alamatnya.
code-ask-again = Minta kode baru

## Aplikasi meminta izin

consent-title = Izinkan { $application }?
consent-lead = { $application } meminta akses ke riwayat { $address }. Kedua jawaban sama baiknya.
consent-asks = Aplikasi ini ingin
scope-cv = melihat daftar CV Anda
scope-read-experience = membaca pengalaman kerja dalam CV Anda
scope-edit-experience = menambah dan mengubah pengalaman kerja Anda
scope-delete-experience = menghapus pengalaman kerja Anda
scope-write-career-history = mengirim riwayat karier kepada Anda, yang kemudian dapat Anda terima
consent-marked = Yang ditulis { $application } diberi namanya dalam riwayat Anda.
consent-attested-stays = Aplikasi ini tidak dapat mengubah keterangan mitra.
consent-if-declined = Jika Anda tolak, { $application } tidak mendapat apa-apa.
consent-returns = Apa pun jawabannya, Anda kembali ke { $host }.

## Jalan dari tautan mitra

landing-title = Buka riwayat karier Anda
landing-lead = Anda mengikuti tautan ke riwayat karier yang dikirim kepada Anda.
landing-cut-short = Tautan ini terpotong: kodenya tidak lengkap. Buka lagi dari pesan yang memuatnya, atau salin seluruh tautan dari sana dan tempelkan di bawah.
landing-no-code = Tidak ada kode dalam tautan ini. Buka lagi dari pesan yang memuatnya, atau salin seluruh tautan dari sana dan tempelkan di bawah.
landing-by-hand = Jika halaman ini tidak berganti, lakukan dua langkah ini.
landing-step-copy = Salin seluruh alamat halaman ini, dari bilah di bagian atas jendela.
landing-step-paste = Tempelkan di sini, lalu lanjutkan.
landing-label = Tautan atau kode
landing-hint = Seluruh tautan, atau kodenya saja: yang ada setelah “content=”.
landing-missing = Tempelkan tautan atau kode di sini.
landing-code-cut-short = Kode ini terpotong: kode lengkap terdiri dari { $most } karakter, yang ini hanya { $length }. Salin seluruh tautan dari pesan yang memuatnya.
landing-not-a-code = Tidak ada kode di sini. Kode terdiri dari { $most } karakter, seperti 1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed. Salin seluruh tautan dari pesan yang memuatnya.
landing-go = Lanjutkan

continue-title = Untuk akun yang mana?
continue-lead = Anda sudah masuk. Riwayat karier dikirim kepada Anda; pilih ke akun mana.
continue-binds = Setelah Anda memilih, tautan itu hanya milik akun tersebut.
continue-as = Lanjutkan sebagai { $address }
continue-other = Pakai akun lain

offer-title = Riwayat karier dari { $client }
offer-lead = Baca apa yang dikatakannya tentang Anda. Lalu terima atau tolak: keduanya sama baiknya.
offer-until = Anda dapat menerimanya sampai { $moment }.
offer-hours-left = Tersisa { $hours } jam.
offer-minutes-left = Tersisa { $minutes } menit.
name-differs = Nama di dalamnya { $sent }. Nama Anda { $own }.
offer-who = Siapa pengirimnya, tentang siapa
fact-sender = Pengirim
fact-chain = Melalui
fact-full-name = Nama
offer-jobs = { $count } pekerjaan
offer-to-choice = Langsung ke pilihan Anda
offer-choice = Pilihan Anda
offer-if-accepted = Jika Anda terima
offer-accepting = Semua di atas masuk ke riwayat Anda, ditandai sebagai keterangan dari { $client }. Di sana tidak ada yang dapat mengubahnya, baik Anda maupun { $client }. { $client } diberi tahu bahwa Anda menerimanya.
offer-if-declined = Jika Anda tolak
offer-declining = Semua di atas langsung dihapus di sini. { $client } diberi tahu bahwa itu tidak diterima, tidak lebih.
offer-if-nothing = Jika Anda diamkan
offer-waiting = Semua di atas dihapus ketika waktunya habis.

ended-expired-title = Waktunya sudah habis
ended-expired = Kiriman ini dapat diterima selama 48 jam. Waktunya sudah lewat, dan isinya sudah dihapus.
ended-expired-todo = Jika Anda masih menginginkannya dalam riwayat Anda, minta tautan baru kepada pengirim.
ended-declined-title = Anda menolaknya
ended-declined = Kiriman ini sudah dihapus di sini, dan pengirim tahu bahwa itu tidak diterima.
ended-declined-todo = Jika itu keliru, minta pengirim mengirimkannya lagi nanti.
ended-accepted-title = Anda menerimanya
ended-accepted = Isinya ada dalam riwayat Anda.
ended-gone-title = Sudah tidak ada
ended-gone = Ini pernah diterima, lalu dihapus.
ended-nothing-title = Tidak ada apa-apa untuk Anda di sini
ended-nothing = Tautan ini tidak menuju ke mana pun untuk akun yang sedang Anda pakai.
ended-nothing-todo = Mungkin kodenya salah, atau tautan ini dibuka dengan akun lain. Bandingkan dengan tautan dalam pesan Anda, atau pakai akun yang Anda gunakan saat membukanya.

## Yang dikirim mitra

fact-classification = Jenis posisi
fact-start = Mulai
fact-end = Selesai
fact-last-processed = Data sampai
end-not-reported = Tidak dilaporkan: bekerja setidaknya sampai { $month }
kept-title = Juga dikirim, ditampilkan apa adanya
kept-around-title = Juga dikirim bersama semua ini, ditampilkan apa adanya

## Riwayat

me-title = Riwayat Anda
me-lead = Riwayat { $address }.
me-attested = Keterangan dari mitra
me-attested-about = Dikirim oleh mitra dan Anda terima. Tidak ada yang dapat mengubahnya.
me-attested-none = Belum ada keterangan mitra. Ketika mitra mengirimi Anda tautan, yang Anda terima muncul di sini.
attested-from = Dari { $client }
attested-by = Dikirim oleh { $client } pada { $received }, Anda terima pada { $accepted }.
attested-name = Nama di dalamnya: { $name }.
me-declared = Pernyataan Anda sendiri
me-declared-about = Anda yang menyatakannya, atau aplikasi yang Anda izinkan.
me-declared-none = Belum ada pernyataan di sini. Tambahkan pengalaman sendiri, atau biarkan aplikasi yang Anda izinkan melakukannya.
declared-more = Semua rincian
declared-source = Semuanya { $source }.
declared-source-except = Selebihnya { $source }.
said-by-you = Anda nyatakan pada { $day }
said-by-client = dinyatakan oleh { $client } pada { $day }
said-by-operator = diisi oleh pengelola server ini pada { $day }
said-by-server = ditetapkan oleh aturan server ini pada { $day }
end-on-course = Belum: masih di sana pada { $day }
field-company = Perusahaan
field-job = Posisi
field-description = Uraian
field-industry = Industri
field-level = Jenjang
field-staff = Jumlah bawahan
field-category = Kategori
field-reporting-to = Atasan
field-subcategories = Bidang
field-salary-min = Gaji dari
field-salary-max = Gaji sampai
field-salary-period = Gaji dihitung sebagai
field-hide-salary = Gaji disembunyikan dari perusahaan
field-visible = Terlihat oleh perusahaan
field-expertise = Keahlian
sign-out-heading = Keluar
sign-out-about = Jika perangkat ini dipakai orang lain juga, keluarlah setelah selesai.
sign-out = Keluar di sini
sign-out-everywhere = Keluar di semua perangkat

## Lini masa sebagai gambar, dan hal yang sama dalam tabel

timeline-none-you = Belum ada apa-apa. Begitu Anda menyatakan pekerjaan, atau menerima yang dikirim mitra, pekerjaan itu muncul di sini menurut tahun.
timeline-none-person = Tidak ada pekerjaan yang dapat digambar di sini.
timeline-about-you = Setiap pekerjaan punya jalurnya: di atas pernyataan Anda, di bawahnya keterangan setiap mitra.
timeline-about-person = Setiap pekerjaan punya jalurnya: di atas pernyataan orang tersebut, di bawahnya keterangan setiap mitra.
timeline-newest = Gambar menampilkan { $shown } pekerjaan terbaru dari { $all }. Tabel di bawahnya memuat semuanya.
timeline-also = Nama lain:
timeline-old = Lama
timeline-hidden = Tersembunyi bagi orang lain
timeline-disputed = Disanggah
timeline-dispute-you = Anda menyanggah ini: { $note }
timeline-dispute-person = Orang tersebut menyanggah ini: { $note }
timeline-period = { $start } – { $end }
timeline-gap = Tanpa pekerjaan yang tercatat: { $after } – { $before }. Jedanya { $length }.
timeline-table = Hal yang sama dalam kata-kata
timeline-who = Menurut siapa
timeline-agreeing = { $count ->
   *[other] Yang cocok: { $count } hal
}
key-declared-you = Pernyataan Anda
key-declared-person = Pernyataan orang tersebut
key-attested = Keterangan mitra
key-stale = Keterangan mitra yang sudah lama
key-joint = Terjahit: keduanya cocok
key-difference = Di sinilah keduanya berbeda
key-soft = Tepi kabur: hanya bulannya yang diketahui
key-arrow = Masih di sana, menurut pernyataan
key-fading = Memudar: akhir tidak dilaporkan, diketahui sampai di situ
key-gap = Tidak ada pekerjaan yang tercatat
key-today = Hari ini, { $day }
end-at-least = setidaknya sampai { $date }
end-lasting = masih di sana
end-lasting-on = masih di sana pada { $day }

length-days = { $count } hari
length-months = { $count } bulan
length-years = { $count } tahun
length-between-days = antara { $least } dan { $greatest } hari
length-between-months = antara { $least } dan { $greatest } bulan
length-between-years = antara { $least } dan { $greatest } tahun
length-between = antara { $least } dan { $greatest }

source-you = Anda
source-person = orang tersebut
source-for-you = { $application } atas nama Anda
source-for-person = { $application } atas nama orang tersebut
source-operator = pengelola server ini
source-server = aturan server ini
source-unknown = klien yang sudah tidak ada di sini
source-dated = { $who }, { $day }

verdict-confirmed = Cocok
verdict-confirmed-means = Pernyataan dan keterangan mitra cocok.
verdict-differs = Berbeda
verdict-differs-means = Pernyataan dan keterangan mitra mengenai pekerjaan yang sama, tetapi tidak cocok dalam semua hal.
verdict-declared-only = Hanya pernyataan
verdict-declared-only-means = Tidak ada mitra yang menerangkannya.
verdict-attested-only = Hanya keterangan mitra
verdict-attested-only-means = Ada keterangan mitra, tetapi tidak ada pernyataan.
verdict-sources-disagree = Mitra tidak sepakat
verdict-sources-disagree-means = Dua mitra saling bertentangan tentang pekerjaan yang sama.
verdict-stale = Keterangan lama
verdict-stale-means = Akhirnya tidak dilaporkan, dan yang diketahui sudah lama. Sejak itu mungkin masih berlanjut atau sudah berakhir.
verdict-with-fields = { $verdict }: { $fields }
verdict-start = mulai
verdict-end = selesai
verdict-title = posisi

reason-value = { $value } ({ $who })
reason-quoted = “{ $value }” ({ $who })
reason-organisation-same = Perusahaannya sama: { $one } dan { $other }.
reason-organisation-alias = Perusahaannya sama: { $one } dan { $other }. Server ini mengenal keduanya sebagai nama satu perusahaan.
reason-organisation-alike = Perusahaannya dianggap sama: { $one } dan { $other }. Namanya hampir sama.
reason-organisation-rule = Huruf besar-kecil, aksen, tanda baca, dan bentuk badan hukum tidak diperhitungkan.
reason-start-agrees = Mulainya cocok: { $one } dan { $other }.
reason-start-differs = Mulainya berbeda: { $one } dan { $other }.
reason-end-agrees = Akhirnya cocok: { $one } dan { $other }.
reason-end-differs = Akhirnya berbeda: { $one } dan { $other }.
reason-ends-compatible = Akhirnya tidak bertentangan: { $one } dan { $other }.
reason-horizons = Tidak ada yang melaporkan akhirnya: { $one } dan { $other }. Yang lebih baru yang berlaku.
reason-lasting-without-end = Akhirnya tidak bertentangan: { $one } dan { $other }. Tidak ada akhir yang dilaporkan.
reason-seen-after-end = Diketahui masih bekerja setelah akhirnya: { $one } dan { $other }.
reason-lasting-and-ended = Menurut yang satu masih berlangsung, menurut yang lain sudah berakhir: { $one } dan { $other }.
reason-may-be-one-day = Jika hanya bulannya yang diketahui, harinya bisa saja sama.
reason-within = Selisihnya { $length }; sampai { $allowed } dianggap sama.
reason-beyond = Selisihnya { $length }; hanya sampai { $allowed } yang dianggap sama.
reason-beyond-nothing = Selisihnya { $length }; hanya hari yang sama yang dianggap sama.
reason-beyond-today = Dari akhir itu sampai { $day } selisihnya { $length }; hanya sampai { $allowed } yang dianggap sama.
reason-title-agrees = Posisinya cocok: { $one } dan { $other }.
reason-title-differs = Posisinya berbeda: { $one } dan { $other }.
reason-title-rule = Huruf besar-kecil, aksen, dan urutan kata tidak diperhitungkan, dan hampir sama sudah cukup.
reason-classification = Jenis posisinya sesuai: { $one } dan { $other }. Hal ini dapat mendukung kecocokan, tidak pernah menentangnya.
reason-stale = Tidak ada yang lebih baru: { $one }. Yang berumur lebih dari { $age } dianggap lama.
reason-stale-at-once = Tidak ada yang lebih baru: { $one }.

## CV

to-curricula = Kelola CV Anda
curricula-title = CV Anda
curricula-lead = CV adalah daftar pengalaman kerja yang Anda nyatakan. Anda dapat memiliki hingga { $most }, misalnya satu untuk setiap jenis pekerjaan.
curricula-principal-about = CV utama berada di urutan pertama, di sini dan bagi aplikasi.
curriculum-principal = Utama
curriculum-count = { $count ->
    [0] Belum ada pengalaman
   *[other] { $count } pengalaman
}
experience-add = Tambah pengalaman
curriculum-rename = Ganti nama
curriculum-make-principal = Jadikan utama
curriculum-last = Ini satu-satunya CV Anda. Riwayat selalu memiliki satu CV, jadi CV ini tidak dapat dihapus.
curricula-new = CV baru
curricula-full = Anda sudah memiliki { $most } CV, tidak bisa lebih. Hapus satu untuk memberi tempat bagi yang lain.
curriculum-name = Nama
curriculum-name-hint = Hingga { $most } karakter. Aplikasi yang Anda izinkan juga melihatnya.
curriculum-name-missing = Masukkan nama untuk CV itu.
curriculum-name-long = Nama itu { $length } karakter. Paling banyak { $most }.
curriculum-name-character = Ada karakter kendali yang tidak terlihat dalam nama itu. Ketik ulang.
curriculum-create = Buat CV
rename-title = Ganti nama { $name }
rename-do = Simpan nama
delete-for-good = Ini tidak dapat dibatalkan.
delete-curriculum-title = Hapus { $name }?
delete-curriculum-last-title = { $name } tetap ada
delete-curriculum-with-it = { $count ->
    [0] Tidak ada pernyataan di dalamnya.
   *[other] { $count } pengalaman di dalamnya ikut dihapus.
}
delete-curriculum-next = Ini CV utama Anda. { $name } akan menggantikannya.
delete-curriculum = Hapus CV
delete-experience-title = Hapus pengalaman ini?
delete-experience-lead = Pengalaman ini dikeluarkan dari { $curriculum }.
delete-experience-attested = Keterangan dari mitra tetap seperti adanya.
delete-experience = Hapus pengalaman

done-curriculum-created = CV sudah dibuat. Sekarang Anda dapat menambahkan pengalaman.
done-curriculum-renamed = CV itu sudah berganti nama.
done-principal-changed = CV utama Anda sekarang yang lain.
done-curriculum-deleted = CV itu sudah dihapus.
done-experience-added = Pengalaman itu sudah ditambahkan ke riwayat Anda.
done-experience-saved = Perubahan Anda sudah disimpan.
done-experience-deleted = Pengalaman itu sudah dihapus.

## Formulir pengalaman

form-new-title = Tambah pengalaman
form-new-lead = Ini masuk ke { $curriculum }, sebagai pernyataan Anda sendiri.
form-edit-title = Ubah pengalaman
form-edit-lead = Ini ada di { $curriculum }. Yang Anda ubah ditandai sebagai pernyataan Anda.
form-add = Tambahkan pengalaman
form-save = Simpan perubahan
form-job = Pekerjaan
form-time = Waktu
form-kind = Jenis pekerjaan
form-position = Jenjang dan tanggung jawab
form-salary = Gaji
form-more = Keterangan lain
field-optional = { $label } (opsional)
field-first-day = Hari pertama
field-last-day = Hari terakhir
tick-on-course = Saya masih bekerja di sana
tick-hide-salary = Sembunyikan gaji dari perusahaan
tick-visible = Perusahaan boleh melihat pengalaman ini
choose = Pilih
not-stated = Tidak diisi
show-areas = Tampilkan bidang dari kategori ini
areas-first = Pilih kategori dahulu. Bidangnya kemudian muncul di sini.
areas-stray = Dipilih sebelumnya, dan bukan dari kategori ini:
area-none = Tidak satu pun dari ini
hint-last-day = Kosongkan jika Anda masih bekerja di sana.
hint-areas = Paling sedikit satu.
hint-needed-for = Diperlukan untuk: { $levels }.
hint-salary = Ketiganya atau tidak sama sekali.
hint-description = Hingga { $most } karakter.
hint-skills = Satu di setiap baris. Hingga { $most } keahlian, masing-masing { $longest } karakter.
form-changed-title = Sudah berubah
form-changed = Pengalaman ini diubah di tempat lain ketika Anda sedang mengubahnya, jadi belum ada yang disimpan. Isian Anda ada di bawah. Jika Anda simpan lagi, isian itu menggantikan yang sekarang ada dalam riwayat Anda:
form-gone = Pengalaman itu tidak ada dalam CV ini, atau sudah tidak ada, jadi tidak ada yang disimpan. Isian Anda ada di bawah: Anda dapat menambahkannya sebagai pengalaman baru.
form-sent-already = Formulir ini sudah pernah Anda kirim, dan pengalaman yang dimuatnya ada dalam riwayat Anda. Kirim lagi hanya jika yang di bawah ini pengalaman lain.

## Yang salah pada isian formulir itu: satu pesan untuk setiap aturan

wrong-summary = Belum ada yang disimpan. { $count } hal perlu diperbaiki:
wrong-type = Ini tidak dapat dibaca. Isi ulang.
wrong-company-missing = Masukkan nama perusahaan.
wrong-job-missing = Masukkan posisi Anda.
wrong-start-missing = Masukkan hari pertama: tanggal, bulan, dan tahun.
wrong-end-missing = Masukkan hari terakhir, atau tandai bahwa Anda masih bekerja di sana.
wrong-level-missing = Pilih jenjang Anda.
wrong-staff-missing = Pilih berapa jumlah bawahan Anda. Jenjang { $level } memerlukannya.
wrong-reporting-to-missing = Pilih siapa atasan Anda. Jenjang { $level } memerlukannya.
wrong-category-missing = Pilih kategori.
wrong-areas-missing = Pilih paling sedikit satu bidang dari kategori itu.
wrong-salary-period-missing = Pilih cara menghitung gaji. Jenjang { $level } memerlukannya.
wrong-salary-min-missing = Pilih mulai berapa gajinya. Jenjang { $level } memerlukannya.
wrong-salary-max-missing = Pilih sampai berapa gajinya. Jenjang { $level } memerlukannya.
wrong-salary-incomplete = Pilih ini juga, atau kosongkan ketiga isian gaji.
wrong-company-long = Nama perusahaan itu { $length } karakter. Paling banyak { $most }.
wrong-job-long = Posisi itu { $length } karakter. Paling banyak { $most }.
wrong-description-long = Uraian itu { $length } karakter. Paling banyak { $most }.
wrong-character = Ada karakter kendali yang tidak terlihat di sini ({ $character }). Ketik ulang.
wrong-skills-many = Ini { $count } keahlian. Paling banyak { $most }.
wrong-skill-long = Keahlian “{ $skill }” terdiri dari { $length } karakter. Paling banyak { $most }.
wrong-level-unknown = “{ $sent }” tidak ada dalam daftar jenjang. Pilih dari daftar.
wrong-staff-unknown = “{ $sent }” tidak ada dalam daftar jumlah bawahan. Pilih dari daftar.
wrong-reporting-to-unknown = “{ $sent }” tidak ada dalam daftar atasan. Pilih dari daftar.
wrong-category-unknown = “{ $sent }” tidak ada dalam daftar kategori. Pilih dari daftar.
wrong-area-unknown = “{ $sent }” tidak ada dalam daftar bidang. Hapus tandanya, lalu pilih yang lain.
wrong-industry-unknown = “{ $sent }” tidak ada dalam daftar industri. Pilih dari daftar, atau kosongkan.
wrong-salary-period-unknown = “{ $sent }” tidak ada dalam daftar cara menghitung gaji. Pilih dari daftar.
wrong-salary-min-unknown = “{ $sent }” tidak ada dalam daftar jumlah. Pilih mulai berapa gajinya.
wrong-salary-max-unknown = “{ $sent }” tidak ada dalam daftar jumlah. Pilih sampai berapa gajinya.
wrong-date = “{ $sent }” bukan tanggal antara 1900 dan 2200. Tulis sebagai tahun, bulan, dan hari: 2006-09-14.
wrong-end-and-on-course = Ada hari terakhir ({ $sent }), dan Anda masih bekerja di sana. Kosongkan yang satu atau hapus tanda yang lain.
wrong-end-early = Hari terakhir, { $end }, harus setelah hari pertama, { $start }.
wrong-area-elsewhere = { $area } tidak termasuk { $category }. Pilih bidang dari kategori itu, atau kategori lain.
wrong-amount-of-other-period = { $amount } bukan jumlah untuk { $period }. Pilih yang ada di bawahnya.
wrong-max-below-min = Gaji berakhir pada { $max }, kurang dari { $min } sebagai awalnya.

## Kotak keluar demo

outbox-title = Surel yang akan dikirim
outbox-lead = Demo tidak mengirim surel. Yang akan dikirim ada di sini, yang terbaru di atas.
outbox-empty = Belum ada surel. Minta kode untuk masuk, dan surelnya muncul di sini.
outbox-to = Kepada
outbox-sent = Ditulis
outbox-text = Seluruh surel

## Yang tidak berhasil

problem-not-found-title = Halaman ini tidak ada
problem-not-found = Mungkin alamatnya salah ketik, atau halamannya sudah tidak ada.
problem-not-found-todo = Jika Anda datang lewat tautan, periksa apakah tautannya lengkap.
problem-form-check-title = Silakan ulangi
problem-form-check = Kami tidak dapat memastikan bahwa formulir ini dari Anda, jadi tidak ada yang dilakukan. Ini terjadi jika halaman terlalu lama terbuka, atau jika kuki diblokir.
problem-form-check-todo = Kembali, muat ulang halaman, lalu kirim formulirnya lagi.
problem-bad-request-title = Ini tidak dapat dipahami
problem-bad-request = Ada yang kurang atau rusak dalam kiriman peramban Anda. Tidak ada yang dilakukan.
problem-bad-request-todo = Kembali dan coba lagi.
problem-application-title = Aplikasi ini tidak dapat dihubungkan
problem-unknown-application = Anda diarahkan ke sini oleh aplikasi yang tidak dikenal server ini.
problem-unknown-redirect-uri = Aplikasi yang mengarahkan Anda ke sini meminta Anda kembali ke alamat yang tidak terdaftar baginya. Demi keamanan, kami tidak mengarahkan Anda ke sana.
problem-bad-authorization = Permintaan aplikasi yang mengarahkan Anda ke sini tidak dapat dipahami.
problem-application-todo = Tidak ada yang perlu Anda perbaiki di sini. Beri tahu pengelola aplikasi itu.
problem-too-many-title = Terlalu banyak sekaligus
problem-too-many = Terlalu banyak permintaan dari sini. Tidak ada yang dilakukan.
problem-too-many-todo = Tunggu beberapa menit, lalu coba lagi.
problem-unavailable-title = Sedang tidak tersedia
problem-unavailable = Riwayat Anda aman, tetapi saat ini kami tidak dapat mengambilnya. Belum pasti apakah perubahan terakhir Anda tersimpan.
problem-unavailable-todo = Tunggu sebentar, muat ulang halaman, lalu lihat.
problem-broken-title = Ada yang rusak di sini
problem-broken = Ini kesalahan kami, bukan Anda, dan sudah dicatat.
problem-broken-todo = Coba lagi nanti. Jika tetap begini, beri tahu pengelola server ini.

## Surel

mail-code-subject = Kode masuk Anda untuk { $host }
mail-code-opening = Kode Anda untuk masuk ke { $host }:
mail-code-life = Berlaku satu kali, selama { $minutes } menit, dan hanya di peramban yang memintanya.
mail-code-warning = Jika Anda tidak memintanya, abaikan surel ini: tidak ada yang dapat memakai kodenya tanpa peramban Anda. Jangan berikan kepada siapa pun yang meminta.

# The person's own name
own-name-heading = Nama Anda
own-name = Nama Anda, jika mau
own-name-hint = Nama ini dibandingkan dengan nama dalam data yang dikirim mitra, dan tampil pada yang Anda bagikan. Selain itu tidak ada orang lain yang melihatnya. Kosongkan untuk menghapusnya.
own-name-save = Simpan nama
own-name-too-long = Nama ini memiliki { $length } karakter. Paling banyak { $most }.
own-name-control-character = Nama terdiri dari satu baris, tanpa karakter kontrol.
done-name-saved = Nama Anda sudah disimpan.

## Sharing and marks

badge-hidden = Disembunyikan
badge-disputed = Dibantah
badge-stale = Tidak mutakhir
mark-hide = Sembunyikan dari orang lain
mark-show = Tampilkan lagi
mark-dispute = Bantah
mark-dispute-change = Ubah bantahan
mark-disputed-since = Catatan Anda tanggal { $day }:
mark-told = { $client } diberi tahu.
mark-superseded = { $client } kemudian mengirim keterangan lagi tentang pekerjaan ini. Keterangan yang lebih baru menggantikan yang ini.
mark-delete-credential = Hapus semua ini
me-shares = Tunjukkan kepada orang lain
me-shares-about = Buat tautan dengan PIN ke sebagian riwayat Anda, dan lihat kapan tautan itu dibuka.
to-shares = Tautan yang Anda bagikan
done-statement-hidden = Orang lain tidak lagi melihatnya. Anda tetap melihatnya di sini.
done-statement-shown = Tidak lagi disembunyikan.
done-dispute-saved = Catatan Anda sudah disimpan.
done-dispute-withdrawn = Bantahan Anda sudah ditarik.
done-credential-deleted = Keterangan mitra itu sudah dihapus dari riwayat Anda.
done-share-ended = Tautan itu sudah diakhiri. Tidak ada lagi yang dapat dibuka dengannya.
done-share-made-before = Formulir ini sudah pernah Anda kirim dengan isi lain. Tautan yang dibuat saat itu ada di bawah; untuk membagikan hal lain, buat tautan baru.
dispute-title = Bantah keterangan dari { $client }
dispute-lead = Keterangan itu tetap seperti adanya. Catatan Anda selalu ditampilkan bersamanya.
dispute-note = Apa yang salah?
dispute-note-hint = Paling banyak { $most } karakter. Siapa pun yang melihat keterangan ini melihat catatannya.
dispute-note-missing = Tuliskan apa yang salah.
dispute-note-long = Catatan ini memiliki { $length } karakter. Paling banyak { $most }.
dispute-note-character = Ada karakter kontrol yang tidak terlihat dalam catatan ini. Ketik ulang.
dispute-tell = Beri tahu { $client }
dispute-tell-hint = Mitra akan melihat catatan Anda saat menanyakan apa yang terjadi dengan kirimannya.
dispute-save = Simpan catatan
dispute-withdraw-heading = Tarik kembali
dispute-withdraw-about = Catatan Anda tidak lagi ditampilkan kepada siapa pun. Hanya catatan perubahan Anda sendiri yang masih menyimpannya.
dispute-withdraw = Tarik bantahan
delete-credential-title = Hapus keterangan dari { $client }?
delete-credential-lead = { $count } pekerjaan dikeluarkan dari riwayat Anda, beserta catatan Anda tentangnya.
delete-credential-status = Bagi { $client } statusnya tetap terverifikasi, karena Anda pernah menerimanya. { $client } tidak diberi tahu bahwa Anda menghapusnya.
delete-credential-shares = Keterangan ini langsung hilang dari semua yang Anda bagikan.
delete-credential-uncovers = Keterangan { $client } sebelumnya tentang pekerjaan yang sama berlaku lagi dalam riwayat Anda.
delete-credential = Hapus
shares-title = Tautan yang Anda bagikan
shares-lead = Siapa pun yang punya tautan dan PIN-nya melihat yang Anda pilih, seperti adanya dalam riwayat Anda saat itu. Tidak perlu akun.
shares-living = Tautan yang masih terbuka
shares-none = Anda tidak membagikan apa pun. Buat tautan bila seseorang perlu melihat sebagian riwayat Anda.
shares-over = Tautan yang sudah berakhir
share-new = Buat tautan
share-made = Dibuat pada { $moment }
share-made-by = Dibuat oleh { $client } atas nama Anda.
share-until = Dapat dibuka sampai { $moment }.
share-expired = Dapat dibuka hingga { $moment } yang lalu.
share-was-ended = Tautan ini diakhiri pada { $moment }.
share-was-closed = Ditutup pada { $moment }, setelah sepuluh PIN yang salah. Jika masih ingin membagikannya, buat tautan baru.
share-left-out = { $count } lagi yang Anda pilih disembunyikan atau tidak ada lagi dalam riwayat Anda.
share-with-verdicts = Dengan perbandingan antara pernyataan Anda dan keterangan mitra.
share-without-verdicts = Tanpa perbandingan antara pernyataan Anda dan keterangan mitra.
share-unopened = Belum ada yang memasukkan PIN.
share-counts = { $views ->
    [0] Belum pernah dibuka
   *[other] Dibuka { $views } kali
}, { $wrong ->
    [0] tanpa PIN salah
   *[other] { $wrong } PIN salah
}
share-view = Dibuka pada { $moment }
share-wrong-pin = PIN salah pada { $moment }
share-earlier = Dan { $count } kali sebelumnya.
share-end = Akhiri tautan ini
share-new-title = Buat tautan ke riwayat Anda
share-new-lead = Pilih yang boleh dilihat orang lain, dan berapa lama. Anda dapat mengakhiri tautan ini kapan saja.
share-nothing-there = Tidak ada yang dapat dibagikan dalam riwayat Anda: masih kosong, atau semuanya Anda sembunyikan.
share-wrong-summary = Tautan belum dibuat. Ada { $count } hal yang perlu diperbaiki:
share-what = Yang ditampilkan
share-which = Pekerjaan yang mana
share-which-hint = Yang Anda sembunyikan tidak ditawarkan. Alamat Anda tidak pernah ditampilkan; nama Anda hanya jika Anda menyebutkannya.
share-nothing-chosen = Pilih setidaknya satu pekerjaan.
share-offer-declared = Mulai: { $start }. Selesai: { $end }. Pernyataan Anda sendiri.
share-offer-attested = Mulai: { $start }. Selesai: { $end }. Keterangan dari { $client }.
share-verdicts = Tampilkan juga perbandingannya
share-verdicts-hint = Untuk pekerjaan-pekerjaan ini disebutkan di mana pernyataan Anda dan keterangan mitra cocok dan di mana tidak, beserta alasannya.
share-access = Siapa yang dapat membukanya
share-days = Berapa lama
share-days-hint = Selama itu, siapa pun yang punya tautan dan PIN dapat membukanya sesering yang ia mau.
share-days-count = { $days } hari
share-own-pin = PIN pilihan Anda
share-own-pin-hint = { $least } sampai { $most } angka. Kosongkan, dan kami membuatkannya.
share-pin-guessable = Ini termasuk yang pertama dicoba orang lain. Pilih angka yang tidak semuanya sama dan tidak berurutan seperti 123456.
share-make = Buat tautan
share-created-title = Tautan Anda siap
share-created-lead = Dapat dibuka sampai { $moment }. Berikan tautan dan PIN kepada orang yang boleh melihatnya.
share-link = Tautan
share-pin-once = PIN ini hanya ditampilkan sekali ini. Catat sebelum melanjutkan.
share-created-advice = Kirim PIN lewat jalan lain daripada tautannya, misalnya telepon. Di halaman tautan Anda terlihat kapan tautan dibuka, dan di sana Anda dapat mengakhirinya.
share-noted = PIN sudah saya catat
pin-title = Masukkan PIN
pin-lead = Seseorang membagikan sebagian riwayat kariernya kepada Anda. PIN-nya Anda dapat dari orang itu.
pin-label = PIN
pin-hint = { $least } sampai { $most } angka.
pin-malformed = PIN terdiri dari { $least } sampai { $most } angka, tanpa yang lain.
pin-not-let-in = Tidak ada yang terbuka. PIN-nya salah, atau tautannya sudah berakhir. Periksa PIN, atau tanyakan kepada orang yang memberikannya.
pin-open = Buka
pin-listed = Orang itu melihat kapan Anda membukanya.
shared-title = Riwayat karier { $name }
shared-title-nameless = Riwayat karier yang dibagikan kepada Anda
shared-lead = Sebagian dari sebuah riwayat, dipilih oleh pemiliknya pada { $made } dan ditampilkan sampai { $until }.
shared-kinds = Keterangan mitra: dikirim mitra dan tidak dapat diubah siapa pun. Pernyataan sendiri: dikatakan oleh pemilik riwayat. Setiap isian menunjukkan siapa yang menyatakannya dan kapan.
shared-statements = Pekerjaan
shared-nothing = Tidak ada lagi yang ditampilkan dari yang dipilih.
shared-disputed-since = Dibantah oleh pemilik riwayat sejak { $day }:
shared-said-by-person = dinyatakan oleh pemilik riwayat pada { $day }
shared-attested-by = keterangan dari { $client }, diterima pada { $day }
shared-end-open = Tidak ada
shared-verdicts = Hasil perbandingan
shared-verdicts-about = Server ini membandingkan pekerjaan yang ditampilkan di sini. Hasilnya menyebutkan apa yang dikatakan, bukan siapa yang benar.
shared-on = Ditampilkan seperti adanya riwayat pada { $day }.
## Aplikasi dan API riwayat

scope-read-record = membaca seluruh riwayat Anda, kecuali yang Anda sembunyikan: pernyataan Anda, keterangan mitra, kecocokan keduanya, dan apa yang terjadi padanya
scope-share-record = membuat tautan yang memperlihatkan sebagian riwayat Anda kepada orang lain, dan mengakhirinya
applications-title = Aplikasi yang terhubung
me-applications-about = Aplikasi bertindak untuk Anda hanya selama Anda mengizinkannya.
to-applications = Lihat izin setiap aplikasi, atau akhiri
applications-lead = Aplikasi-aplikasi ini boleh bertindak untuk Anda karena Anda mengizinkannya.
applications-none = Tidak ada aplikasi yang terhubung. Aplikasi yang Anda izinkan akan muncul di sini.
application-may = Aplikasi ini boleh
application-since = Diizinkan
application-newest = Terakhir dipakai
application-newest-none = Belum pernah
application-newest-read = { $day }, untuk membaca
application-newest-wrote = { $day }, untuk menulis
application-end = Akhiri aksesnya
application-end-about = Jika Anda mengakhiri aksesnya, aplikasi tidak dapat berbuat apa-apa lagi sejak saat itu. Yang telah ditulisnya tetap ada dalam riwayat Anda. Anda dapat mengizinkannya lagi kapan saja.
applications-past = Tidak lagi terhubung
application-ended-at = Diakhiri pada { $moment }.
application-lapsed = Aksesnya habis karena lama tidak dipakai.
done-application-ended = { $application } tidak lagi mempunyai akses ke riwayat Anda.
## Exporting

export-title = Bawa riwayat Anda
export-go = Ekspor riwayat Anda
export-about = Unduh riwayat Anda, untuk server lain atau untuk program lain.
export-lead = Setiap berkas dibuat ketika Anda menekan tombolnya, dan hal itu dicatat. Simpan baik-baik: isinya sama pribadinya dengan riwayat Anda.
export-whole = Semuanya
export-whole-about = Seluruh riwayat Anda dalam satu berkas: pernyataan Anda dan keterangan mitra, siapa mengatakan apa dan kapan, yang Anda sembunyikan dan bantah, perbandingan keduanya, serta semua perubahan, ditandatangani oleh server ini. Server lain yang sejenis dapat mengambilnya apa adanya.
export-whole-do = Unduh semuanya
export-resume = JSON Resume
export-resume-about = Format umum untuk CV yang dibaca banyak program. Isinya satu entri untuk setiap pekerjaan, tanpa yang Anda sembunyikan.
export-resume-do = Unduh sebagai JSON Resume
export-credential = Keterangan dari satu mitra
export-credential-about = Satu riwayat karier seperti yang dikirim mitra, dengan siapa yang mengirim dan kapan, serta bantahan Anda terhadapnya.
export-credential-do = Unduh
export-lost = Yang tidak dapat dimuat berkas ini
loss-hidden = { $count } pernyataan yang Anda sembunyikan tidak disertakan.
loss-superseded = { $count } versi lama dari keterangan mitra tidak disertakan.
loss-left-out = { $count } pernyataan dengan tanggal yang tidak mungkin benar tidak disertakan.
loss-evidence-horizon = { $count } pekerjaan menurut mitra tidak dilaporkan akhirnya, sehingga tidak bertanggal akhir dalam berkas. Sebagian besar program akan menampilkannya seolah-olah masih berlangsung.
loss-on-course = { $count } pekerjaan dalam pernyataan Anda masih berlangsung. Kapan Anda menyatakannya hanya ada di bagian yang dibaca sedikit program.
loss-other-statements = Jika beberapa keterangan membahas satu pekerjaan, entrinya menampilkan salah satunya. Yang lain ada di bagian yang dibaca sedikit program.
loss-verdicts = Apakah pernyataan Anda dan keterangan mitra cocok, dan mengapa, tidak ditampilkan.
loss-gaps = Jeda di antara pekerjaan Anda tidak disebutkan.
loss-field-sources = Siapa yang mengatakan setiap nilai tidak disertakan. Siapa yang membuat setiap pernyataan ada di bagian yang dibaca sedikit program.
loss-disputes = Bantahan Anda terhadap keterangan mitra ada di bagian yang dibaca sedikit program.
loss-salary = Gaji tidak disertakan.
loss-keys = Jenjang, kategori, bidang, industri, jumlah bawahan, dan atasan tidak disertakan.
loss-visibility = Apakah perusahaan boleh melihat suatu pengalaman atau gajinya tidak disertakan.
loss-curricula = CV Anda tidak disertakan sebagai CV: semua pekerjaan ada dalam satu daftar.
loss-credential-details = Nama Anda menurut mitra dan nomor kirimannya tidak disertakan.
loss-partner-chain = Siapa yang berada di antara mitra dan server ini tidak disertakan.
loss-kept-members = Kiriman mitra di luar yang biasa tidak disertakan.
loss-address = Alamat surel Anda tidak disertakan: beberapa hurufnya tidak diizinkan format ini.
loss-history = Catatan perubahan riwayat Anda tidak disertakan.
loss-not-signed = Berkas ini tidak ditandatangani. Dengan sendirinya berkas ini tidak membuktikan keterangan mitra.
loss-grants = Aplikasi mana yang boleh membaca atau mengubah riwayat Anda tetap di sini.
loss-shares = Tautan yang Anda pakai untuk memperlihatkan riwayat Anda kepada orang lain tetap di sini.
loss-offers = Kiriman mitra yang tidak Anda terima tetap di sini.
loss-dictionary-texts = Pilihan dari daftar tampil sebagai kode pendek, tanpa sebutannya dalam daftar.
## Catatan perubahan dan penghapusan

me-history = Catatan perubahan dan penghapusan
me-history-about = Setiap perubahan dan setiap pembacaan riwayat Anda dicatat.
me-to-history = Lihat catatan perubahan riwayat Anda
me-to-erase = Hapus semuanya
history-title = Catatan perubahan riwayat Anda
history-lead = Semua yang terjadi pada riwayat Anda, yang terbaru lebih dulu. Setiap catatan disegel dengan catatan sebelumnya, sehingga perubahan di kemudian hari dapat diketahui.
history-none = Tidak ada apa-apa sebelum ini.
history-newest = Ke catatan terbaru
history-older = Catatan yang lebih lama
history-entry = Catatan { $number }.
history-values = Isinya
history-unreadable = Catatan ini tidak dapat dibaca
history-source = { $by }, pada { $moment }.
history-began = Riwayat Anda dimulai
history-details-changed = Nama Anda diubah
history-curriculum-made = CV dibuat
history-curriculum-changed = CV diubah
history-curriculum-deleted = CV dihapus
history-experience-added = Pengalaman ditambahkan
history-experience-changed = Pengalaman diubah
history-experience-deleted = Pengalaman dihapus
history-received = Riwayat karier dikirim kepada Anda
history-opened = Tautan ke riwayat karier dibuka
history-accepted = Riwayat karier diterima
history-declined = Riwayat karier ditolak
history-expired = Waktu untuk menerima riwayat karier habis
history-credential-deleted = Riwayat karier yang diterima dihapus
history-granted = Aplikasi diizinkan bertindak atas nama Anda
history-ended = Izin aplikasi berakhir
history-share-ended = Tautan ke sebagian riwayat Anda berakhir
history-read = Riwayat Anda dibaca
history-share-read = Bagian riwayat yang Anda bagikan dibaca
history-hidden = Keterangan disembunyikan dari orang lain
history-shown = Keterangan ditampilkan lagi kepada orang lain
history-disputed = Keterangan disanggah
history-withdrawn = Sanggahan dicabut
history-shared = Sebagian riwayat Anda dibagikan
history-exported = Riwayat Anda disimpan ke berkas
history-imported = Riwayat Anda dibaca dari berkas
history-other = Riwayat Anda diubah
history-by-you = Oleh Anda
history-by-client = Oleh { $client }
history-by-operator = Oleh pengelola server ini
history-by-server = Oleh server ini, sesuai aturannya
history-by-outsider = Oleh seseorang dengan tautan Anda dan PIN-nya
history-way-infojobs = melalui sambungan untuk aplikasi
history-way-seekpass = melalui sambungan untuk mitra
history-way-page = di halaman-halaman ini
history-way-record = melalui sambungan untuk membaca riwayat
history-way-oauth = melalui sambungan untuk izin
history-way-command-line = di baris perintah server
history-allowed = Aplikasi ini boleh
history-note = Isi sanggahan
history-partner-told = Mitra diberi tahu
history-as-written = Seperti tertulis
erase-title = Hapus semuanya?
erase-lead = Seluruh riwayat { $address } dihapus dari server ini saat itu juga.
erase-goes = Yang dihapus
erase-goes-declared = CV Anda dengan semua isinya, nama Anda, dan alamat Anda.
erase-goes-attested = Keterangan mitra yang Anda terima, dengan tanda dan catatan Anda di sana.
erase-goes-open = Kiriman yang masih menunggu pilihan Anda. Kiriman itu dianggap ditolak.
erase-goes-access = Izin aplikasi, tautan yang Anda bagikan, dan semua sesi: Anda keluar di mana-mana.
erase-goes-history = Isi catatan perubahan riwayat Anda.
erase-stays = Yang tetap ada
erase-stays-status = Mitra masih dapat melihat apakah dan kapan kirimannya diterima, tetapi tidak lagi oleh siapa.
erase-stays-chain = Rantai catatan yang kosong: angka-angka yang tidak memberi tahu apa pun kepada siapa pun.
erase-stays-elsewhere = Data yang disimpan aplikasi dan mitra di tempat mereka sendiri, dan cadangan server ini sampai diganti.
erase-first = Bawa dulu riwayat Anda
erase-first-about = Dengan ekspor, riwayat Anda tetap Anda miliki dan dapat dibawa ke server lain.
erase-export = Ekspor riwayat Anda
erase-confirm = Jika Anda yakin
erase-word = hapus
erase-confirm-label = Ketik alamat surel Anda, atau kata “{ $word }”
erase-confirm-hint = Alamat Anda di sini adalah { $address }.
erase-wrong = Ini bukan alamat Anda dan bukan pula kata itu, jadi tidak ada yang dihapus.
erase-do = Hapus semuanya
goodbye-title = Semuanya sudah dihapus
goodbye-lead = Riwayat Anda tidak ada lagi di server ini, dan Anda sudah keluar di mana-mana.
goodbye-again = Jika suatu hari Anda masuk dengan alamat yang sama, riwayat baru yang kosong dimulai.
