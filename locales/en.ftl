# Tenure's words in English, with British spelling.
#
# The three files have the same messages with the same arguments; a test holds them to it. Plain words, short
# sentences, "you". An end that nobody reported is never called current.

## Dates. A month stays a month.

month-name = { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
}
date-month = { month-name } { $year }
date-day = { $day } { month-name } { $year }
date-moment = { $date } at { $hour }:{ $minute } UTC

## The frame of every page

window-title = { $title } – Tenure
window-title-error = Error: { $title } – Tenure
skip-to-content = Skip to the content
language-choice = Language
me-link = Your record
demo-notice = A demo: enter nothing real.
demo-outbox-link = See its mail
signed-in-as = Signed in as { $address }.
not-affiliated = Tenure. Not affiliated with SEEK or InfoJobs.
to-start = To the start page

## Words for both kinds of statement

badge-attested = Attested
badge-declared = Declared
accept = Accept
decline = Decline
yes = Yes
no = No
value-none = Nothing
edit = Edit
delete = Delete
keep = Keep it
back-unchanged = Go back and change nothing

## The start page

home-title = Your career history, kept honestly
home-lead = This server keeps one record of the jobs that you have had. You decide what goes into it and who may read it.
me-timeline = Your timeline
me-timeline-about = What you declared and what partners attested, side by side over the years. The table below the picture says the same in words.
home-attested = A partner, such as a payroll service, sends what it knows. It goes into your record only if you accept it, and nobody can change it.
home-declared = You say it yourself, here or through an application that you have allowed.
home-never-mixed = The two are never mixed up, and every value shows who said it and when.
home-sign-in = Sign in
home-record = Go to your record

## Signing in

sign-in-title = Sign in
sign-in-lead = Sign in to see your record.
sign-in-for-career-history = Somebody sent you career history. Sign in to see it; you then decide whether to accept it.
sign-in-for-application = Sign in first. You then decide what { $application } may do.
sign-in-address = Your e-mail address
sign-in-address-hint = We send a code of { $digits } digits to it.
sign-in-address-missing = Enter your e-mail address.
sign-in-address-malformed = This is not a whole e-mail address. It should look like name@example.com.
sign-in-too-many = Too many codes were asked for. Try again in { $minutes ->
    [one] one minute
   *[other] { $minutes } minutes
}.
sign-in-send = Send me a code
sign-in-no-password = There is no password, here or later. If you are new, the code opens your account.

code-title = Enter your code
code-label = Code
code-hint = { $digits } digits, in the mail that we just sent. It works for { $minutes } minutes, in this browser only.
code-hint-address = { $digits } digits, in the mail that we just sent to { $address }. It works for { $minutes } minutes, in this browser only.
code-enter = Sign in
code-malformed = The code has { $digits } digits. Look at the mail again.
code-wrong = This is not the code in the newest mail. { $tries ->
    [one] You have one try left.
   *[other] You have { $tries } tries left.
}
code-again-title = Ask for a new code
code-used-up = That was the last try, so this code no longer works. A new one does.
code-none = This browser has no code that works now. A code ends after { $minutes } minutes, once it has been used, or when a newer one is asked for.
code-too-many-wrong = Too many wrong codes were entered for this address today. Try again tomorrow.
code-mail-trouble = Our mail has been leaving late. Your code may need some minutes.
code-nothing-came = Nothing came?
code-nothing-came-todo = Look among unwanted mail, and check the address.
code-ask-again = Ask for a new code

## An application asks

consent-title = Allow { $application }?
consent-lead = { $application } asks for access to the record of { $address }. Both answers are fine.
consent-asks = It wants to
scope-cv = see the list of your curricula
scope-read-experience = read the work experience in your curricula
scope-edit-experience = add to your work experience and change it
scope-delete-experience = delete from your work experience
scope-write-career-history = send you career history, which you can then accept
consent-marked = What { $application } writes is marked with its name in your record.
consent-attested-stays = It cannot change what partners have attested.
consent-if-declined = If you decline, { $application } gets nothing.
consent-returns = Either way you go back to { $host }.

## The way of a partner's link

landing-title = Open your career history
landing-lead = You followed a link to career history that was sent to you.
landing-cut-short = This link was cut short: its code is not whole. Open it again from the message that it came in, or copy the whole link from there and paste it below.
landing-no-code = There is no code in this link. Open it again from the message that it came in, or copy the whole link from there and paste it below.
landing-by-hand = If this page stays, take these two steps.
landing-step-copy = Copy the whole address of this page, from the bar at the top of the window.
landing-step-paste = Paste it here and go on.
landing-label = Link or code
landing-hint = The whole link, or only the code: what stands after “content=”.
landing-missing = Paste the link or the code here.
landing-code-cut-short = This code is cut short: a whole one has { $most } characters, this one only { $length }. Copy the whole link from the message that it came in.
landing-not-a-code = There is no code in this. A code has { $most } characters, like 1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed. Copy the whole link from the message that it came in.
landing-go = Go on

continue-title = Which account is it for?
continue-lead = You are signed in already. Career history was sent to you; choose where it should go.
continue-binds = After your choice the link belongs to that account alone.
continue-as = Continue as { $address }
continue-other = Use another account

offer-title = Career history from { $client }
offer-lead = Read what it says about you. Then accept or decline it: both are fine.
offer-until = You can accept until { $moment }.
offer-hours-left = { $hours ->
    [one] One hour is left.
   *[other] { $hours } hours are left.
}
offer-minutes-left = { $minutes ->
    [one] One minute is left.
   *[other] { $minutes } minutes are left.
}
name-differs = The name in it is { $sent }. Yours is { $own }.
offer-who = Who sent it, about whom
fact-sender = Sender
fact-chain = By way of
fact-full-name = Name
offer-jobs = { $count ->
    [one] One job
   *[other] { $count } jobs
}
offer-to-choice = Go to your choice
offer-choice = Your choice
offer-if-accepted = If you accept
offer-accepting = Everything above goes into your record, marked as attested by { $client }. Nobody can change it there, neither you nor { $client }. { $client } is told that you accepted.
offer-if-declined = If you decline
offer-declining = Everything above is deleted here at once. { $client } is told that it was not accepted, and nothing else.
offer-if-nothing = If you do nothing
offer-waiting = Everything above is deleted when the time is up.

ended-expired-title = Too late for this one
ended-expired = What was sent could be accepted for 48 hours. They are over, and it has been deleted.
ended-expired-todo = If you still want it in your record, ask the sender for a new link.
ended-declined-title = You declined this
ended-declined = What was sent has been deleted here, and the sender knows that it was not accepted.
ended-declined-todo = If that was a mistake, ask the sender to send it again later.
ended-accepted-title = You accepted this
ended-accepted = It is in your record.
ended-gone-title = This is gone
ended-gone = It was accepted once, and has been deleted since.
ended-nothing-title = Nothing for you here
ended-nothing = This link leads to nothing for the account that you are signed in with.
ended-nothing-todo = Either its code is wrong, or it was opened with another account. Compare it with the link in your message, or use the account that you opened it with.

## What a partner sent

fact-classification = Kind of position
fact-start = Start
fact-end = End
fact-last-processed = Data up to
end-not-reported = Not reported: employed at least until { $month }
kept-title = Also sent, shown as it came
kept-around-title = Also sent with all of this, shown as it came

## The record

me-title = Your record
me-lead = The record of { $address }.
me-attested = Attested by partners
me-attested-about = A partner sent it and you accepted it. Nobody can change it.
me-attested-none = Nothing is attested yet. When a partner sends you a link, what you accept appears here.
attested-from = From { $client }
attested-by = Sent by { $client } on { $received }, accepted by you on { $accepted }.
attested-name = Name in it: { $name }.
me-declared = Declared by you
me-declared-about = You said it, or an application did that you have allowed.
me-declared-none = Nothing is declared here yet. Add an experience yourself, or let an application that you allow do it.
declared-more = All details
declared-source = All { $source }.
declared-source-except = Otherwise { $source }.
said-by-you = said by you on { $day }
said-by-client = said by { $client } on { $day }
said-by-operator = entered by this server's operator on { $day }
said-by-server = set by a rule of this server on { $day }
end-on-course = None: still there on { $day }
field-company = Employer
field-job = Position
field-description = Description
field-industry = Industry
field-level = Level
field-staff = People in charge of
field-category = Category
field-reporting-to = Reports to
field-subcategories = Areas
field-salary-min = Salary from
field-salary-max = Salary to
field-salary-period = Salary counted as
field-hide-salary = Salary hidden from companies
field-visible = Companies see this
field-expertise = Skills
sign-out-heading = Sign out
sign-out-about = On a device that others use too, sign out when you are done.
sign-out = Sign out here
sign-out-everywhere = Sign out everywhere

## The timeline as a picture, and the same in a table

timeline-none-you = Nothing is here yet. As soon as you declare a job, or accept one that a partner sends, it appears here along the years.
timeline-none-person = There is no job here that could be drawn.
timeline-about-you = Each job has its lanes: on top what you declare, below it what each partner attests.
timeline-about-person = Each job has its lanes: on top what the person declares, below it what each partner attests.
timeline-newest = The picture shows the newest { $shown } of { $all } jobs. The table below it has them all.
timeline-also = Other names:
timeline-old = Old
timeline-hidden = Hidden from others
timeline-disputed = Disputed
timeline-dispute-you = You dispute this: { $note }
timeline-dispute-person = The person disputes this: { $note }
timeline-period = { $start } – { $end }
timeline-gap = No job stated: { $after } – { $before }. The gap is { $length } long.
timeline-table = The same in words
timeline-who = Who says so
timeline-agreeing = { $count ->
    [one] What agrees: one thing
   *[other] What agrees: { $count } things
}
key-declared-you = Declared by you
key-declared-person = Declared by the person
key-attested = Attested by a partner
key-stale = Attested, but old by now
key-joint = Stitched together: they agree
key-difference = Here they differ
key-soft = Soft edge: only the month is known
key-arrow = Still there, as declared
key-fading = Fades out: no end reported, known up to there
key-gap = No job stated
key-today = Today, { $day }
end-at-least = at least until { $date }
end-lasting = still there
end-lasting-on = still there on { $day }

length-days = { $count ->
    [one] 1 day
   *[other] { $count } days
}
length-months = { $count ->
    [one] 1 month
   *[other] { $count } months
}
length-years = { $count ->
    [one] 1 year
   *[other] { $count } years
}
length-between-days = between { $least } and { $greatest } days
length-between-months = between { $least } and { $greatest } months
length-between-years = between { $least } and { $greatest } years
length-between = between { $least } and { $greatest }

source-you = you
source-person = the person
source-for-you = { $application } for you
source-for-person = { $application } for the person
source-operator = this server’s operator
source-server = a rule of this server
source-unknown = a client that is no longer here
source-dated = { $who }, { $day }

verdict-confirmed = Confirmed
verdict-confirmed-means = What is declared and what is attested agree.
verdict-differs = Differs
verdict-differs-means = Declared and attested are the same job, but not in every respect.
verdict-declared-only = Only declared
verdict-declared-only-means = No partner attests it.
verdict-attested-only = Only attested
verdict-attested-only-means = It is attested, but not declared.
verdict-sources-disagree = Partners disagree
verdict-sources-disagree-means = Two partners contradict each other about the same job.
verdict-stale = Old evidence
verdict-stale-means = No end was reported, and what is known is old. It may have gone on or ended since.
verdict-with-fields = { $verdict }: { $fields }
verdict-start = start
verdict-end = end
verdict-title = position

reason-value = { $value } ({ $who })
reason-quoted = “{ $value }” ({ $who })
reason-organisation-same = The employer is the same: { $one } and { $other }.
reason-organisation-alias = The employer is the same: { $one } and { $other }. This server knows both as names of one employer.
reason-organisation-alike = The employer is taken to be the same: { $one } and { $other }. The names are nearly alike.
reason-organisation-rule = Letter case, accents, punctuation and legal forms do not count.
reason-start-agrees = The starts agree: { $one } and { $other }.
reason-start-differs = The starts differ: { $one } and { $other }.
reason-end-agrees = The ends agree: { $one } and { $other }.
reason-end-differs = The ends differ: { $one } and { $other }.
reason-ends-compatible = The ends do not contradict each other: { $one } and { $other }.
reason-horizons = No end was reported, by either: { $one } and { $other }. The later one counts.
reason-lasting-without-end = The ends do not contradict each other: { $one } and { $other }. No end was reported.
reason-seen-after-end = Known to be at work after the end: { $one } and { $other }.
reason-lasting-and-ended = One says that it lasts, the other that it ended: { $one } and { $other }.
reason-may-be-one-day = Where only a month is known, they can be the same day.
reason-within = They lie { $length } apart; up to { $allowed } counts as the same.
reason-beyond = They lie { $length } apart; only up to { $allowed } counts as the same.
reason-beyond-nothing = They lie { $length } apart; nothing but the same day counts as the same.
reason-beyond-today = From that end to { $day } it is { $length }; only up to { $allowed } counts as the same.
reason-title-agrees = The positions agree: { $one } and { $other }.
reason-title-differs = The positions differ: { $one } and { $other }.
reason-title-rule = Letter case, accents and the order of words do not count, and nearly alike is enough.
reason-classification = The kind of position fits: { $one } and { $other }. It can speak for an agreement, never against one.
reason-stale = Nothing newer is known: { $one }. What is more than { $age } old counts as old.
reason-stale-at-once = Nothing newer is known: { $one }.

## Curricula

to-curricula = Manage your curricula
curricula-title = Your curricula
curricula-lead = A curriculum is a list of the work experience that you declare. You can have up to { $most }, for example one for each kind of work.
curricula-principal-about = The principal one comes first, here and for applications.
curriculum-principal = Principal
curriculum-count = { $count ->
    [0] No experience yet
    [one] One experience
   *[other] { $count } experiences
}
experience-add = Add an experience
curriculum-rename = Rename
curriculum-make-principal = Make principal
curriculum-last = This is your only curriculum. A record always has one, so it cannot be deleted.
curricula-new = A new curriculum
curricula-full = You have { $most } curricula, which is as many as there can be. Delete one to make room for another.
curriculum-name = Name
curriculum-name-hint = Up to { $most } characters. Applications that you allow see it too.
curriculum-name-missing = Enter a name for the curriculum.
curriculum-name-long = The name has { $length } characters. At most { $most } are possible.
curriculum-name-character = There is an invisible control character in the name. Type it anew.
curriculum-create = Make the curriculum
rename-title = Rename { $name }
rename-do = Save the name
delete-for-good = This cannot be undone.
delete-curriculum-title = Delete { $name }?
delete-curriculum-last-title = { $name } stays
delete-curriculum-with-it = { $count ->
    [0] Nothing is declared in it.
    [one] The one experience in it is deleted with it.
   *[other] The { $count } experiences in it are deleted with it.
}
delete-curriculum-next = This is your principal curriculum. { $name } then takes its place.
delete-curriculum = Delete the curriculum
delete-experience-title = Delete this experience?
delete-experience-lead = It is taken out of { $curriculum }.
delete-experience-attested = What partners have attested stays as it is.
delete-experience = Delete the experience

done-curriculum-created = The curriculum is there. You can add experience to it now.
done-curriculum-renamed = The curriculum has its new name.
done-principal-changed = Another curriculum is your principal one now.
done-curriculum-deleted = The curriculum has been deleted.
done-experience-added = The experience has been added to your record.
done-experience-saved = Your changes have been saved.
done-experience-deleted = The experience has been deleted.

## The form of an experience

form-new-title = Add an experience
form-new-lead = It goes into { $curriculum }, as declared by you.
form-edit-title = Edit an experience
form-edit-lead = It stands in { $curriculum }. What you change is marked as said by you.
form-add = Add the experience
form-save = Save the changes
form-job = The job
form-time = When
form-kind = Kind of work
form-position = Level and responsibility
form-salary = Salary
form-more = More about it
field-optional = { $label } (optional)
field-first-day = First day
field-last-day = Last day
tick-on-course = I still work there
tick-hide-salary = Hide the salary from companies
tick-visible = Companies may see this experience
choose = Choose
not-stated = Not stated
show-areas = Show the areas of this category
areas-first = Choose a category first. Its areas then appear here.
areas-stray = Chosen before, and not in this category:
area-none = None of these
hint-last-day = Leave it empty if you still work there.
hint-areas = At least one.
hint-needed-for = Needed for: { $levels }.
hint-salary = All three or none.
hint-description = Up to { $most } characters.
hint-skills = One in each line. Up to { $most } skills of { $longest } characters each.
form-changed-title = Changed meanwhile
form-changed = This experience was changed elsewhere while you were editing it, so nothing was saved yet. What you entered is below. Save it again, and it replaces what your record says now:
form-gone = There is no such experience in this curriculum, or no longer, so nothing was saved. What you entered is below: you can add it as a new experience.
form-sent-already = You have sent this form before, and the experience that it held then is in your record. Send it again only if what stands below is one more experience.

## What is wrong with a field of that form: one message for each rule

wrong-summary = Nothing was saved. { $count ->
    [one] One thing needs your attention:
   *[other] { $count } things need your attention:
}
wrong-type = This could not be read. Enter it anew.
wrong-company-missing = Enter the employer.
wrong-job-missing = Enter your position.
wrong-start-missing = Enter the first day: day, month and year.
wrong-end-missing = Enter the last day, or tick that you still work there.
wrong-level-missing = Choose your level.
wrong-staff-missing = Choose how many people you were in charge of. The level { $level } needs it.
wrong-reporting-to-missing = Choose whom you reported to. The level { $level } needs it.
wrong-category-missing = Choose a category.
wrong-areas-missing = Choose at least one area of the category.
wrong-salary-period-missing = Choose how the salary is counted. The level { $level } needs it.
wrong-salary-min-missing = Choose where the salary begins. The level { $level } needs it.
wrong-salary-max-missing = Choose where the salary ends. The level { $level } needs it.
wrong-salary-incomplete = Choose this too, or leave all three fields of the salary empty.
wrong-company-long = The employer has { $length } characters. At most { $most } are possible.
wrong-job-long = The position has { $length } characters. At most { $most } are possible.
wrong-description-long = The description has { $length } characters. At most { $most } are possible.
wrong-character = There is an invisible control character in this ({ $character }). Type it anew.
wrong-skills-many = These are { $count } skills. At most { $most } are possible.
wrong-skill-long = The skill “{ $skill }” has { $length } characters. At most { $most } are possible.
wrong-level-unknown = “{ $sent }” is not in the list of levels. Choose one of the list.
wrong-staff-unknown = “{ $sent }” is not in the list of numbers of people. Choose one of the list.
wrong-reporting-to-unknown = “{ $sent }” is not in the list of superiors. Choose one of the list.
wrong-category-unknown = “{ $sent }” is not in the list of categories. Choose one of the list.
wrong-area-unknown = “{ $sent }” is not in the list of areas. Untick it and choose others.
wrong-industry-unknown = “{ $sent }” is not in the list of industries. Choose one of the list, or none.
wrong-salary-period-unknown = “{ $sent }” is not in the list of ways to count a salary. Choose one of the list.
wrong-salary-min-unknown = “{ $sent }” is not in the list of amounts. Choose where the salary begins.
wrong-salary-max-unknown = “{ $sent }” is not in the list of amounts. Choose where the salary ends.
wrong-date = “{ $sent }” is not a day between 1900 and 2200. Write it as year, month and day: 2006-09-14.
wrong-end-and-on-course = There is a last day ({ $sent }), and you still work there. Empty the one or untick the other.
wrong-end-early = The last day, { $end }, has to be later than the first day, { $start }.
wrong-area-elsewhere = { $area } does not belong to { $category }. Choose areas of that category, or another category.
wrong-amount-of-other-period = { $amount } is not an amount of { $period }. Choose one that stands under it.
wrong-max-below-min = The salary ends at { $max }, which is less than { $min }, where it begins.

## The demo's outbox

outbox-title = Mail that would be sent
outbox-lead = The demo sends no mail. What it would send is here, newest first.
outbox-empty = No mail yet. Ask for a sign-in code, and it appears here.
outbox-to = To
outbox-sent = Written
outbox-text = The whole mail

## What did not work

problem-not-found-title = There is no such page
problem-not-found = The address may be mistyped, or the page no longer exists.
problem-not-found-todo = If a link brought you here, check that it is whole.
problem-form-check-title = Please do that again
problem-form-check = We could not be sure that this form came from you, so nothing was done. This happens when a page was open for long, or when cookies are blocked.
problem-form-check-todo = Go back, reload the page and send the form again.
problem-bad-request-title = This could not be understood
problem-bad-request = Something in what your browser sent is missing or damaged. Nothing was done.
problem-bad-request-todo = Go back and try again.
problem-application-title = This application cannot be connected
problem-unknown-application = You were sent here by an application that this server does not know.
problem-unknown-redirect-uri = The application that sent you here asks to get you back at an address that is not registered for it. To be safe, we do not send you there.
problem-bad-authorization = What the application that sent you here asks for cannot be understood.
problem-application-todo = There is nothing for you to put right here. Tell whoever runs that application.
problem-too-many-title = Too much at once
problem-too-many = There were too many requests from here. Nothing was done.
problem-too-many-todo = Wait some minutes and try again.
problem-unavailable-title = Not available right now
problem-unavailable = Your record is safe, but we cannot get at it at this moment. Whether your last change was kept is not certain.
problem-unavailable-todo = Wait a moment, reload the page and look.
problem-broken-title = Something is broken here
problem-broken = It is our fault, not yours, and it has been logged.
problem-broken-todo = Try again later. If it stays, tell whoever runs this server.

## Mails

mail-code-subject = Your sign-in code for { $host }
mail-code-opening = Your code for signing in to { $host }:
mail-code-life = It works once, for { $minutes } minutes, and only in the browser that asked for it.
mail-code-warning = If you did not ask for it, ignore this mail: nobody can use the code without your browser. Give it to nobody, whoever asks.

# The person's own name
own-name-heading = Your name
own-name = Your name, if you like
own-name-hint = It is held against the name in what partners send, and stands on what you share. Nobody else sees it. Leave it empty to take it away.
own-name-save = Save the name
own-name-too-long = The name has { $length } characters. At most { $most } are possible.
own-name-control-character = A name is one line, without control characters.
done-name-saved = Your name has been saved.

## Sharing and marks

badge-hidden = Hidden
badge-disputed = Disputed
badge-stale = Not up to date
mark-hide = Hide from others
mark-show = Show again
mark-dispute = Dispute
mark-dispute-change = Change the dispute
mark-disputed-since = Your note of { $day }:
mark-told = { $client } is told of it.
mark-superseded = { $client } attested this job again later. The newer statement stands in the place of this one.
mark-delete-credential = Delete all of this
me-shares = Show it to others
me-shares-about = Make a link with a PIN to a part of your record, and see when it was opened.
to-shares = Your shared links
done-statement-hidden = It is hidden from others now. You still see it here.
done-statement-shown = It is no longer hidden.
done-dispute-saved = Your note has been saved.
done-dispute-withdrawn = Your dispute has been taken back.
done-credential-deleted = What the partner attested has been deleted from your record.
done-share-ended = The link has been ended. It opens nothing any more.
done-share-made-before = You have sent this form before, with something else in it. The link that it made then is below; to share something else, make a new link.
dispute-title = Dispute what { $client } attested
dispute-lead = What is attested stays as it is. Your note stands beside it wherever it is shown.
dispute-note = What is wrong with it?
dispute-note-hint = Up to { $most } characters. Whoever sees the statement sees the note.
dispute-note-missing = Say what is wrong with it.
dispute-note-long = The note has { $length } characters. At most { $most } are possible.
dispute-note-character = There is an invisible control character in the note. Type it anew.
dispute-tell = Tell { $client }
dispute-tell-hint = The partner then sees your note when it asks what became of what it sent.
dispute-save = Save the note
dispute-withdraw-heading = Take it back
dispute-withdraw-about = Nobody is shown your note any more. Only your own history still has it.
dispute-withdraw = Take the dispute back
delete-credential-title = Delete what { $client } attested?
delete-credential-lead = { $count ->
    [one] One job is taken out of your record, with your notes on it.
   *[other] { $count } jobs are taken out of your record, with your notes on them.
}
delete-credential-status = To { $client } it remains verified, because you accepted it once. { $client } is not told that you deleted it.
delete-credential-shares = It disappears from everything that you share, at once.
delete-credential-uncovers = What { $client } attested of the same job before it then stands in your record again.
delete-credential = Delete it
shares-title = Your shared links
shares-lead = Whoever has a link and its PIN sees what you chose, as it stands in your record at that time. Nobody needs an account for it.
shares-living = Open links
shares-none = You share nothing. Make a link when somebody needs to see a part of your record.
shares-over = Links that are over
share-new = Make a link
share-made = Made on { $moment }
share-made-by = Made for you by { $client }.
share-until = It can be opened until { $moment }.
share-expired = It could be opened until { $moment }.
share-was-ended = It was ended on { $moment }.
share-was-closed = It was closed on { $moment }, after ten wrong PINs. If you still want to share this, make a new link.
share-left-out = { $count ->
    [one] One more that you chose is hidden, or no longer in your record.
   *[other] { $count } more that you chose are hidden, or no longer in your record.
}
share-with-verdicts = With the comparison of what is declared and what is attested.
share-without-verdicts = Without a comparison of what is declared and what is attested.
share-unopened = Nobody has entered a PIN yet.
share-counts = Opened { $views ->
    [0] never
    [one] once
   *[other] { $views } times
}, { $wrong ->
    [0] no wrong PIN
    [one] one wrong PIN
   *[other] { $wrong } wrong PINs
}
share-view = Opened on { $moment }
share-wrong-pin = Wrong PIN on { $moment }
share-earlier = { $count ->
    [one] And one earlier time.
   *[other] And { $count } earlier times.
}
share-end = End this link
share-new-title = Make a link to your record
share-new-lead = Choose what others may see, and for how long. You can end the link at any time.
share-nothing-there = There is nothing in your record that could be shared: it is empty, or you hide all of it.
share-wrong-summary = { $count ->
    [one] No link was made. One thing needs your attention:
   *[other] No link was made. { $count } things need your attention:
}
share-what = What is shown
share-which = Which jobs
share-which-hint = What you hide is not offered. Your address is never shown, your name only if you have said one.
share-nothing-chosen = Choose at least one job.
share-offer-declared = Start: { $start }. End: { $end }. Declared by you.
share-offer-attested = Start: { $start }. End: { $end }. Attested by { $client }.
share-verdicts = Show the comparison too
share-verdicts-hint = It says of these jobs where what you declared and what partners attested agree, and where not, with the reasons.
share-access = Who can open it
share-days = For how long
share-days-hint = Whoever has the link and the PIN can open it during that time, as often as they like.
share-days-count = { $days ->
    [one] One day
   *[other] { $days } days
}
share-own-pin = Your own PIN
share-own-pin-hint = { $least } to { $most } digits. Leave it empty, and we make one.
share-pin-guessable = This is among the first that others would try. Choose digits that are not all the same and no run such as 123456.
share-make = Make the link
share-created-title = Your link is ready
share-created-lead = It can be opened until { $moment }. Give the link and the PIN to whoever may see it.
share-link = Link
share-pin-once = This PIN is shown only this once. Note it down now.
share-created-advice = Send the PIN by another way than the link, such as by phone. You see on the page of your links when it was opened, and you can end it there.
share-noted = I have noted the PIN
pin-title = Enter the PIN
pin-lead = Somebody shares a part of their career history with you. You got the PIN from them.
pin-label = PIN
pin-hint = { $least } to { $most } digits.
pin-malformed = A PIN has { $least } to { $most } digits, and nothing else.
pin-not-let-in = This opens nothing. The PIN is wrong, or the link is over. Check the PIN, or ask the person who gave it to you.
pin-open = Open
pin-listed = The person sees when you open it.
shared-title = Career history of { $name }
shared-title-nameless = Career history shared with you
shared-lead = A part of a record, chosen by the person on { $made } and shown until { $until }.
shared-kinds = Attested: a partner sent it, and nobody can change it. Declared: the person says it. Every value shows who said it and when.
shared-statements = Jobs
shared-nothing = Nothing of what was chosen is shown any more.
shared-disputed-since = The person has disputed this since { $day }:
shared-said-by-person = said by the person on { $day }
shared-attested-by = attested by { $client }, received on { $day }
shared-end-open = None
shared-verdicts = How it compares
shared-verdicts-about = This server held the jobs shown here against each other. It says what they say, not who is right.
shared-on = Shown as the record stood on { $day }.
## Applications and the record API

scope-read-record = read your whole record, except what you hide: what is declared, what partners have attested, how the two agree, and what happened to it
scope-share-record = make links by which others see parts of your record, and end them
applications-title = Connected applications
me-applications-about = An application acts for you only as long as you allow it.
to-applications = See what each may do, or end it
applications-lead = These applications may act for you, because you allowed it.
applications-none = No application is connected. When you allow one, it appears here.
application-may = It may
application-since = Allowed
application-newest = Last used
application-newest-none = Not yet
application-newest-read = { $day }, to read
application-newest-wrote = { $day }, to write
application-end = End its access
application-end-about = When you end its access, an application can do nothing more from that moment on. What it wrote stays in your record. You can allow it again at any time.
applications-past = No longer connected
application-ended-at = Ended on { $moment }.
application-lapsed = Its access ran out, because it was not used for long.
done-application-ended = { $application } no longer has access to your record.
## Exporting

export-title = Take your record with you
export-go = Export your record
export-about = Download your record, for another server or for other programs.
export-lead = A file is made when you press its button, and your history says so. Keep it well: it is as personal as your record.
export-whole = Everything
export-whole-about = All of your record in one file: what is declared and attested, who said what and when, what you hide and dispute, how the two compare, and the whole history, signed by this server. Another server of this kind can take it over as it is.
export-whole-do = Download everything
export-resume = JSON Resume
export-resume-about = A common format for CVs that many programs read. It has one entry for each job, and leaves out what you hide.
export-resume-do = Download as JSON Resume
export-credential = What one partner attested
export-credential-about = A single career history as the partner sent it, with who sent it and when, and with what you say against it.
export-credential-do = Download
export-lost = What this file cannot carry
loss-hidden = { $count ->
    [one] The statement that you hide is left out.
   *[other] The { $count } statements that you hide are left out.
}
loss-superseded = { $count ->
    [one] An older version of what a partner attested is left out.
   *[other] { $count } older versions of what partners attested are left out.
}
loss-left-out = { $count ->
    [one] A statement whose dates cannot be right is left out.
   *[other] { $count } statements whose dates cannot be right are left out.
}
loss-evidence-horizon = { $count ->
    [one] One attested job has no reported end, so it has no end date in the file. Most programs will show it as if it lasted.
   *[other] { $count } attested jobs have no reported end, so they have no end date in the file. Most programs will show them as if they lasted.
}
loss-on-course = { $count ->
    [one] One declared job lasts. On which day you said so is left to a part that few programs read.
   *[other] { $count } declared jobs last. On which days you said so is left to a part that few programs read.
}
loss-other-statements = Where several statements speak of one job, the entry shows one of them. The others are in a part that few programs read.
loss-verdicts = Whether declared and attested agree, and why, is not shown.
loss-gaps = The gaps between your jobs are not named.
loss-field-sources = Who said which single value is left out. Who made each statement is in a part that few programs read.
loss-disputes = What you say against attested statements is in a part that few programs read.
loss-salary = Salaries are left out.
loss-keys = Level, category, areas, industry, staff and manager are left out.
loss-visibility = Whether companies may see an experience or its salary is left out.
loss-curricula = Your curricula are left out: all jobs stand in one list.
loss-credential-details = The name that a partner has for you and its number for what it sent are left out.
loss-partner-chain = Who stood between a partner and this server is left out.
loss-kept-members = What partners sent beyond the usual is left out.
loss-address = Your e-mail address is left out: the format does not allow some of its letters.
loss-history = The history of your record is left out.
loss-not-signed = The file is not signed. By itself it proves nothing about what partners attested.
loss-grants = Which applications may read or change your record stays here.
loss-shares = Links by which you showed your record to others stay here.
loss-offers = What partners sent and you did not accept stays here.
loss-dictionary-texts = Choices from lists stand as short codes, without what the lists call them.
## History and erasing

me-history = History and erasing
me-history-about = Every change to your record and every reading of it has its entry.
me-to-history = See the history of your record
me-to-erase = Erase everything
history-title = The history of your record
history-lead = Everything that happened to your record, the newest first. Each entry is sealed to the one before it, so that a later change to one of them can be found out.
history-none = There is nothing before this.
history-newest = Go to the newest entries
history-older = Older entries
history-entry = Entry { $number }.
history-values = What it says
history-unreadable = This entry cannot be read
history-source = { $by }, on { $moment }.
history-began = Your record began
history-details-changed = Your name was changed
history-curriculum-made = A curriculum was made
history-curriculum-changed = A curriculum was changed
history-curriculum-deleted = A curriculum was deleted
history-experience-added = An experience was added
history-experience-changed = An experience was changed
history-experience-deleted = An experience was deleted
history-received = Career history was sent to you
history-opened = The link to career history was opened
history-accepted = Career history was accepted
history-declined = Career history was declined
history-expired = The time to accept career history ran out
history-credential-deleted = Accepted career history was deleted
history-granted = An application was allowed to act for you
history-ended = The permission of an application ended
history-share-ended = A link to a part of your record ended
history-read = Your record was read
history-share-read = A part of your record that you share was read
history-hidden = A statement was hidden from others
history-shown = A statement was shown to others again
history-disputed = A statement was disputed
history-withdrawn = A dispute was taken back
history-shared = A part of your record was shared
history-exported = Your record was written to a file
history-imported = Your record was read from a file
history-other = Your record was changed
history-by-you = By you
history-by-client = By { $client }
history-by-operator = By this server’s operator
history-by-server = By this server, as its rules say
history-by-outsider = By somebody with your link and its PIN
history-way-infojobs = through the connection for applications
history-way-seekpass = through the connection for partners
history-way-page = on these pages
history-way-record = through the connection for reading records
history-way-oauth = through the connection for permissions
history-way-command-line = at the server’s command line
history-allowed = It may
history-note = What was said against it
history-partner-told = The partner is told
history-as-written = As written
erase-title = Erase everything?
erase-lead = The whole record of { $address } is deleted from this server, at once.
erase-goes = What goes
erase-goes-declared = Your curricula with everything in them, your name and your address.
erase-goes-attested = What partners attested and you accepted, with what you marked and noted there.
erase-goes-open = What was sent to you and still waits for your choice. It counts as declined.
erase-goes-access = What applications may do, the links by which you share, and every session: you are signed out everywhere.
erase-goes-history = What the history of your record says.
erase-stays = What stays
erase-stays-status = A partner can still see whether and when what it sent was accepted, and no longer by whom.
erase-stays-chain = The empty chain of your history: numbers from which nobody can learn anything.
erase-stays-elsewhere = What applications and partners keep in their own places, and backups of this server until they are replaced.
erase-first = Take it with you first
erase-first-about = With an export you keep your record, and can bring it to another server.
erase-export = Export your record
erase-confirm = If you are sure
erase-word = erase
erase-confirm-label = Type your e-mail address, or the word “{ $word }”
erase-confirm-hint = Your address here is { $address }.
erase-wrong = This is neither your address nor the word, so nothing was erased.
erase-do = Erase everything
goodbye-title = Everything is erased
goodbye-lead = Your record is gone from this server, and you are signed out everywhere.
goodbye-again = If you sign in with the same address one day, a new and empty record begins.
