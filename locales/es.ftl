# Las palabras de Tenure en español.
#
# Los tres archivos tienen los mismos mensajes con los mismos argumentos; una prueba lo exige. Palabras sencillas,
# frases cortas, de «tú». Un final que nadie ha comunicado nunca se llama actual.

## Fechas. Un mes sigue siendo un mes.

month-name = { $month ->
    [1] enero
    [2] febrero
    [3] marzo
    [4] abril
    [5] mayo
    [6] junio
    [7] julio
    [8] agosto
    [9] septiembre
    [10] octubre
    [11] noviembre
   *[12] diciembre
}
date-month = { month-name } de { $year }
date-day = { $day } de { month-name } de { $year }
date-moment = { $date } a las { $hour }:{ $minute } UTC

## El marco de cada página

window-title = { $title } – Tenure
window-title-error = Error: { $title } – Tenure
skip-to-content = Ir al contenido
language-choice = Idioma
me-link = Tu historial
demo-notice = Demostración: no escribas nada real.
demo-outbox-link = Ver su correo
signed-in-as = Has entrado como { $address }.
not-affiliated = Tenure. Sin relación con SEEK ni InfoJobs.
to-start = Ir al inicio

## Palabras para las dos clases de datos

badge-attested = Acreditado
badge-declared = Declarado
accept = Aceptar
decline = Rechazar
yes = Sí
no = No
value-none = Nada
edit = Editar
delete = Borrar
keep = Conservarlo
back-unchanged = Volver sin cambiar nada

## La página de inicio

home-title = Tu historial laboral, contado con honradez
home-lead = Este servidor guarda un único historial de los empleos que has tenido. Tú decides qué entra en él y quién puede leerlo.
me-timeline = Tu trayectoria
me-timeline-about = Lo que has declarado y lo que los colaboradores acreditan, lado a lado a lo largo de los años. La tabla que sigue a la imagen dice lo mismo con palabras.
home-attested = Un colaborador, como un servicio de nóminas, envía lo que sabe. Solo entra en tu historial si lo aceptas, y nadie puede cambiarlo.
home-declared = Lo dices tú, aquí o mediante una aplicación a la que has dado permiso.
home-never-mixed = Lo uno nunca se mezcla con lo otro, y de cada dato se ve quién lo dijo y cuándo.
home-sign-in = Entrar
home-record = Ir a tu historial

## Entrar

sign-in-title = Entrar
sign-in-lead = Entra para ver tu historial.
sign-in-for-career-history = Alguien te ha enviado un historial laboral. Entra para verlo; después decides si lo aceptas.
sign-in-for-application = Primero entra. Después decides qué puede hacer { $application }.
sign-in-address = Tu correo electrónico
sign-in-address-hint = Te enviaremos un código de { $digits } cifras.
sign-in-address-missing = Escribe tu correo electrónico.
sign-in-address-malformed = Esta dirección no está completa. Debería ser como nombre@example.com.
sign-in-too-many = Se han pedido demasiados códigos. Vuelve a intentarlo dentro de { $minutes ->
    [one] un minuto
   *[other] { $minutes } minutos
}.
sign-in-send = Enviarme un código
sign-in-no-password = No hay contraseña, ni ahora ni después. Si es tu primera vez, el código abre tu cuenta.

code-title = Escribe tu código
code-label = Código
code-hint = { $digits } cifras, en el correo que acabamos de enviar. Sirve durante { $minutes } minutos y solo en este navegador.
code-hint-address = { $digits } cifras, en el correo que acabamos de enviar a { $address }. Sirve durante { $minutes } minutos y solo en este navegador.
code-enter = Entrar
code-malformed = El código tiene { $digits } cifras. Mira otra vez el correo.
code-wrong = No es el código del correo más reciente. { $tries ->
    [one] Te queda un intento.
   *[other] Te quedan { $tries } intentos.
}
code-again-title = Pide un código nuevo
code-used-up = Era el último intento, así que este código ya no sirve. Uno nuevo, sí.
code-none = Este navegador no tiene ningún código que sirva ahora. Un código termina a los { $minutes } minutos, cuando se ha usado o cuando se pide otro más nuevo.
code-too-many-wrong = Hoy se han escrito demasiados códigos equivocados para esta dirección. Vuelve a intentarlo mañana.
code-mail-trouble = Nuestro correo está saliendo con retraso. Tu código puede tardar unos minutos.
code-nothing-came = ¿No ha llegado nada?
code-nothing-came-todo = Mira en el correo no deseado y comprueba la dirección.
code-ask-again = Pedir un código nuevo

## Una aplicación pide permiso

consent-title = ¿Dar permiso a { $application }?
consent-lead = { $application } pide acceso al historial de { $address }. Las dos respuestas están bien.
consent-asks = Quiere
scope-cv = ver la lista de tus currículos
scope-read-experience = leer la experiencia laboral de tus currículos
scope-edit-experience = añadir experiencia laboral y cambiarla
scope-delete-experience = borrar experiencia laboral
scope-write-career-history = enviarte un historial laboral que después puedes aceptar
consent-marked = Lo que escriba { $application } llevará su nombre en tu historial.
consent-attested-stays = No puede cambiar lo que han acreditado los colaboradores.
consent-if-declined = Si lo rechazas, { $application } no recibe nada.
consent-returns = En los dos casos vuelves a { $host }.

## El camino del enlace de un colaborador

landing-title = Abre tu historial laboral
landing-lead = Has seguido un enlace a un historial laboral que te han enviado.
landing-cut-short = Este enlace está cortado: su código no está completo. Ábrelo otra vez desde el mensaje en que llegó, o copia de allí el enlace completo y pégalo aquí abajo.
landing-no-code = En este enlace no hay ningún código. Ábrelo otra vez desde el mensaje en que llegó, o copia de allí el enlace completo y pégalo aquí abajo.
landing-by-hand = Si esta página no cambia, da estos dos pasos.
landing-step-copy = Copia la dirección completa de esta página, de la barra de arriba de la ventana.
landing-step-paste = Pégala aquí y sigue.
landing-label = Enlace o código
landing-hint = El enlace completo, o solo el código: lo que está detrás de «content=».
landing-missing = Pega aquí el enlace o el código.
landing-code-cut-short = Este código está cortado: uno completo tiene { $most } caracteres, y este solo { $length }. Copia el enlace completo del mensaje en que llegó.
landing-not-a-code = Aquí no hay ningún código. Un código tiene { $most } caracteres, como 1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed. Copia el enlace completo del mensaje en que llegó.
landing-go = Seguir

continue-title = ¿Para qué cuenta es?
continue-lead = Ya has entrado. Te han enviado un historial laboral; elige adónde debe ir.
continue-binds = Después de elegir, el enlace pertenece solo a esa cuenta.
continue-as = Seguir como { $address }
continue-other = Usar otra cuenta

offer-title = Historial laboral de { $client }
offer-lead = Lee lo que dice de ti. Después acéptalo o recházalo: las dos cosas están bien.
offer-until = Puedes aceptarlo hasta el { $moment }.
offer-hours-left = { $hours ->
    [one] Queda una hora.
   *[other] Quedan { $hours } horas.
}
offer-minutes-left = { $minutes ->
    [one] Queda un minuto.
   *[other] Quedan { $minutes } minutos.
}
name-differs = El nombre que trae es { $sent }. El tuyo es { $own }.
offer-who = Quién lo envía y sobre quién
fact-sender = Remitente
fact-chain = A través de
fact-full-name = Nombre
offer-jobs = { $count ->
    [one] Un empleo
   *[other] { $count } empleos
}
offer-to-choice = Ir a tu decisión
offer-choice = Tu decisión
offer-if-accepted = Si lo aceptas
offer-accepting = Todo lo anterior entra en tu historial, marcado como acreditado por { $client }. Allí nadie puede cambiarlo, ni tú ni { $client }. { $client } sabrá que lo has aceptado.
offer-if-declined = Si lo rechazas
offer-declining = Todo lo anterior se borra aquí al momento. { $client } sabrá que no se ha aceptado, y nada más.
offer-if-nothing = Si no haces nada
offer-waiting = Todo lo anterior se borra cuando se acabe el plazo.

ended-expired-title = Ya es tarde para esto
ended-expired = Lo que se envió se podía aceptar durante 48 horas. Ya han pasado y se ha borrado.
ended-expired-todo = Si todavía lo quieres en tu historial, pide al remitente un enlace nuevo.
ended-declined-title = Lo has rechazado
ended-declined = Lo que se envió se ha borrado aquí, y el remitente sabe que no se ha aceptado.
ended-declined-todo = Si fue un error, pide al remitente que lo envíe de nuevo más adelante.
ended-accepted-title = Lo has aceptado
ended-accepted = Está en tu historial.
ended-gone-title = Ya no está
ended-gone = Se aceptó en su momento y después se borró.
ended-nothing-title = Aquí no hay nada para ti
ended-nothing = Este enlace no lleva a nada para la cuenta con la que has entrado.
ended-nothing-todo = O su código es incorrecto, o se abrió con otra cuenta. Compáralo con el enlace de tu mensaje, o usa la cuenta con la que lo abriste.

## Lo que envió un colaborador

fact-classification = Tipo de puesto
fact-start = Inicio
fact-end = Final
fact-last-processed = Datos hasta
end-not-reported = No comunicado: con empleo al menos hasta { $month }
kept-title = También se envió esto, tal como llegó
kept-around-title = Junto con todo esto se envió además, tal como llegó

## El historial

me-title = Tu historial
me-lead = El historial de { $address }.
me-attested = Acreditado por colaboradores
me-attested-about = Lo envió un colaborador y tú lo aceptaste. Nadie puede cambiarlo.
me-attested-none = Todavía no hay nada acreditado. Cuando un colaborador te envíe un enlace, lo que aceptes aparecerá aquí.
attested-from = De { $client }
attested-by = Enviado por { $client } el { $received }, aceptado por ti el { $accepted }.
attested-name = Nombre que trae: { $name }.
me-declared = Declarado por ti
me-declared-about = Lo has dicho tú, o lo ha dicho una aplicación a la que diste permiso.
me-declared-none = Aquí todavía no hay nada declarado. Añade tú una experiencia, o deja que lo haga una aplicación a la que des permiso.
declared-more = Todos los detalles
declared-source = Todo { $source }.
declared-source-except = Lo demás, { $source }.
said-by-you = dicho por ti el { $day }
said-by-client = dicho por { $client } el { $day }
said-by-operator = escrito por quien administra este servidor el { $day }
said-by-server = puesto por una regla de este servidor el { $day }
end-on-course = Ninguno: seguía allí el { $day }
field-company = Empresa
field-job = Puesto
field-description = Descripción
field-industry = Sector
field-level = Nivel
field-staff = Personas a cargo
field-category = Categoría
field-reporting-to = Depende de
field-subcategories = Áreas
field-salary-min = Salario desde
field-salary-max = Salario hasta
field-salary-period = Salario contado como
field-hide-salary = Salario oculto para las empresas
field-visible = Las empresas lo ven
field-expertise = Conocimientos
sign-out-heading = Salir
sign-out-about = Si otras personas usan también este dispositivo, sal cuando termines.
sign-out = Salir aquí
sign-out-everywhere = Salir en todas partes

## La cronología en imagen, y lo mismo en una tabla

timeline-none-you = Todavía no hay nada. En cuanto declares un empleo, o aceptes uno que envíe un colaborador, aparecerá aquí a lo largo de los años.
timeline-none-person = No hay aquí ningún empleo que dibujar.
timeline-about-you = Cada empleo tiene sus franjas: arriba lo que declaras tú, debajo lo que acredita cada colaborador.
timeline-about-person = Cada empleo tiene sus franjas: arriba lo que declara la persona, debajo lo que acredita cada colaborador.
timeline-newest = La imagen muestra los { $shown } empleos más recientes de { $all }. La tabla de debajo los tiene todos.
timeline-also = Otros nombres:
timeline-old = Antiguo
timeline-hidden = Oculto para los demás
timeline-disputed = Impugnado
timeline-dispute-you = Tú impugnas esto: { $note }
timeline-dispute-person = La persona impugna esto: { $note }
timeline-period = { $start } – { $end }
timeline-gap = Sin empleo que conste: { $after } – { $before }. El hueco es de { $length }.
timeline-table = Lo mismo en palabras
timeline-who = Quién lo dice
timeline-agreeing = { $count ->
    [one] En qué coinciden: una cosa
   *[other] En qué coinciden: { $count } cosas
}
key-declared-you = Declarado por ti
key-declared-person = Declarado por la persona
key-attested = Acreditado por un colaborador
key-stale = Acreditado, pero ya antiguo
key-joint = Cosido: coinciden
key-difference = En esto difieren
key-soft = Borde difuso: solo se sabe el mes
key-arrow = Sigue allí, según lo declarado
key-fading = Se desvanece: final no comunicado, se sabe hasta ahí
key-gap = No consta ningún empleo
key-today = Hoy, { $day }
end-at-least = al menos hasta { $date }
end-lasting = seguía allí
end-lasting-on = seguía allí el { $day }

length-days = { $count ->
    [one] 1 día
   *[other] { $count } días
}
length-months = { $count ->
    [one] 1 mes
   *[other] { $count } meses
}
length-years = { $count ->
    [one] 1 año
   *[other] { $count } años
}
length-between-days = entre { $least } y { $greatest } días
length-between-months = entre { $least } y { $greatest } meses
length-between-years = entre { $least } y { $greatest } años
length-between = entre { $least } y { $greatest }

source-you = tú
source-person = la persona
source-for-you = { $application } en tu nombre
source-for-person = { $application } en nombre de la persona
source-operator = quien administra este servidor
source-server = una regla de este servidor
source-unknown = un cliente que ya no está aquí
source-dated = { $who }, { $day }

verdict-confirmed = Confirmado
verdict-confirmed-means = Lo declarado y lo acreditado coinciden.
verdict-differs = No coincide
verdict-differs-means = Lo declarado y lo acreditado son el mismo empleo, pero no coinciden en todo.
verdict-declared-only = Solo declarado
verdict-declared-only-means = Ningún colaborador lo acredita.
verdict-attested-only = Solo acreditado
verdict-attested-only-means = Está acreditado, pero no declarado.
verdict-sources-disagree = Se contradicen
verdict-sources-disagree-means = Dos colaboradores se contradicen sobre el mismo empleo.
verdict-stale = Datos antiguos
verdict-stale-means = No se comunicó ningún final y lo que se sabe es antiguo. Desde entonces puede haber seguido o terminado.
verdict-with-fields = { $verdict }: { $fields }
verdict-start = inicio
verdict-end = final
verdict-title = puesto

reason-value = { $value } ({ $who })
reason-quoted = «{ $value }» ({ $who })
reason-organisation-same = La empresa es la misma: { $one } y { $other }.
reason-organisation-alias = La empresa es la misma: { $one } y { $other }. Este servidor conoce los dos como nombres de una sola empresa.
reason-organisation-alike = Se toma por la misma empresa: { $one } y { $other }. Los nombres son casi iguales.
reason-organisation-rule = No cuentan mayúsculas, acentos, puntuación ni formas jurídicas.
reason-start-agrees = Los inicios coinciden: { $one } y { $other }.
reason-start-differs = Los inicios no coinciden: { $one } y { $other }.
reason-end-agrees = Los finales coinciden: { $one } y { $other }.
reason-end-differs = Los finales no coinciden: { $one } y { $other }.
reason-ends-compatible = Los finales no se contradicen: { $one } y { $other }.
reason-horizons = Nadie comunicó un final: { $one } y { $other }. Cuenta la fecha más tardía.
reason-lasting-without-end = Los finales no se contradicen: { $one } y { $other }. No se comunicó ningún final.
reason-seen-after-end = Consta trabajo después del final: { $one } y { $other }.
reason-lasting-and-ended = Según uno sigue, según el otro terminó: { $one } y { $other }.
reason-may-be-one-day = Donde solo se sabe el mes, pueden ser el mismo día.
reason-within = La distancia es de { $length }; hasta { $allowed } cuenta como lo mismo.
reason-beyond = La distancia es de { $length }; solo hasta { $allowed } cuenta como lo mismo.
reason-beyond-nothing = La distancia es de { $length }; solo el mismo día cuenta como lo mismo.
reason-beyond-today = De ese final al { $day } la distancia es de { $length }; solo hasta { $allowed } cuenta como lo mismo.
reason-title-agrees = Los puestos coinciden: { $one } y { $other }.
reason-title-differs = Los puestos no coinciden: { $one } y { $other }.
reason-title-rule = No cuentan mayúsculas, acentos ni el orden de las palabras, y basta con que sean casi iguales.
reason-classification = El tipo de puesto encaja: { $one } y { $other }. Puede hablar a favor de que coinciden, nunca en contra.
reason-stale = No se sabe nada más reciente: { $one }. Lo que pasa de { $age } cuenta como antiguo.
reason-stale-at-once = No se sabe nada más reciente: { $one }.

## Currículos

to-curricula = Gestionar tus currículos
curricula-title = Tus currículos
curricula-lead = Un currículo es una lista de la experiencia laboral que declaras. Puedes tener hasta { $most }, por ejemplo uno para cada tipo de trabajo.
curricula-principal-about = El principal va primero, aquí y para las aplicaciones.
curriculum-principal = Principal
curriculum-count = { $count ->
    [0] Todavía sin experiencias
    [one] Una experiencia
   *[other] { $count } experiencias
}
experience-add = Añadir una experiencia
curriculum-rename = Cambiar el nombre
curriculum-make-principal = Hacerlo principal
curriculum-last = Es tu único currículo. Un historial siempre tiene uno, así que no se puede borrar.
curricula-new = Un currículo nuevo
curricula-full = Tienes { $most } currículos, y no puede haber más. Borra uno para hacer sitio a otro.
curriculum-name = Nombre
curriculum-name-hint = Hasta { $most } caracteres. También lo ven las aplicaciones a las que das permiso.
curriculum-name-missing = Escribe un nombre para el currículo.
curriculum-name-long = El nombre tiene { $length } caracteres. Puede tener { $most } como máximo.
curriculum-name-character = En el nombre hay un carácter de control invisible. Escríbelo de nuevo.
curriculum-create = Crear el currículo
rename-title = Cambiar el nombre de { $name }
rename-do = Guardar el nombre
delete-for-good = No se puede deshacer.
delete-curriculum-title = ¿Borrar { $name }?
delete-curriculum-last-title = { $name } se queda
delete-curriculum-with-it = { $count ->
    [0] No hay nada declarado en él.
    [one] La única experiencia que contiene se borra con él.
   *[other] Las { $count } experiencias que contiene se borran con él.
}
delete-curriculum-next = Este es tu currículo principal. { $name } ocupará su lugar.
delete-curriculum = Borrar el currículo
delete-experience-title = ¿Borrar esta experiencia?
delete-experience-lead = Se quita de { $curriculum }.
delete-experience-attested = Lo que han acreditado los colaboradores se queda como está.
delete-experience = Borrar la experiencia

done-curriculum-created = El currículo ya está. Ahora puedes añadirle experiencias.
done-curriculum-renamed = El currículo tiene su nuevo nombre.
done-principal-changed = Ahora tu currículo principal es otro.
done-curriculum-deleted = El currículo se ha borrado.
done-experience-added = La experiencia se ha añadido a tu historial.
done-experience-saved = Tus cambios se han guardado.
done-experience-deleted = La experiencia se ha borrado.

## El formulario de una experiencia

form-new-title = Añadir una experiencia
form-new-lead = Va a { $curriculum }, como declarada por ti.
form-edit-title = Editar una experiencia
form-edit-lead = Está en { $curriculum }. Lo que cambies quedará como dicho por ti.
form-add = Añadir la experiencia
form-save = Guardar los cambios
form-job = El empleo
form-time = Cuándo
form-kind = Tipo de trabajo
form-position = Nivel y responsabilidad
form-salary = Salario
form-more = Más detalles
field-optional = { $label } (opcional)
field-first-day = Primer día
field-last-day = Último día
tick-on-course = Sigo trabajando allí
tick-hide-salary = Ocultar el salario a las empresas
tick-visible = Las empresas pueden ver esta experiencia
choose = Elegir
not-stated = Sin indicar
show-areas = Ver las áreas de esta categoría
areas-first = Elige primero una categoría. Sus áreas aparecerán aquí.
areas-stray = Elegidas antes, y que no son de esta categoría:
area-none = Ninguna de estas
hint-last-day = Déjalo vacío si sigues trabajando allí.
hint-areas = Una como mínimo.
hint-needed-for = Hace falta para: { $levels }.
hint-salary = Los tres datos o ninguno.
hint-description = Hasta { $most } caracteres.
hint-skills = Uno en cada línea. Hasta { $most } conocimientos de { $longest } caracteres cada uno.
form-changed-title = Ha cambiado entretanto
form-changed = Esta experiencia se cambió en otro sitio mientras la editabas, así que todavía no se ha guardado nada. Lo que escribiste está abajo. Si lo guardas otra vez, sustituye a lo que dice ahora tu historial:
form-gone = Esa experiencia no está en este currículo, o ya no está, así que no se ha guardado nada. Lo que escribiste está abajo: puedes añadirlo como una experiencia nueva.
form-sent-already = Ya habías enviado este formulario, y la experiencia que contenía está en tu historial. Envíalo otra vez solo si lo de abajo es una experiencia más.

## Qué está mal en un campo de ese formulario: un mensaje para cada regla

wrong-summary = No se ha guardado nada. { $count ->
    [one] Hay una cosa que corregir:
   *[other] Hay { $count } cosas que corregir:
}
wrong-type = Esto no se ha podido leer. Escríbelo de nuevo.
wrong-company-missing = Escribe la empresa.
wrong-job-missing = Escribe tu puesto.
wrong-start-missing = Escribe el primer día: día, mes y año.
wrong-end-missing = Escribe el último día, o marca que sigues trabajando allí.
wrong-level-missing = Elige tu nivel.
wrong-staff-missing = Elige cuántas personas tenías a cargo. Hace falta para el nivel { $level }.
wrong-reporting-to-missing = Elige de quién dependías. Hace falta para el nivel { $level }.
wrong-category-missing = Elige una categoría.
wrong-areas-missing = Elige al menos un área de la categoría.
wrong-salary-period-missing = Elige cómo se cuenta el salario. Hace falta para el nivel { $level }.
wrong-salary-min-missing = Elige desde cuánto va el salario. Hace falta para el nivel { $level }.
wrong-salary-max-missing = Elige hasta cuánto va el salario. Hace falta para el nivel { $level }.
wrong-salary-incomplete = Elige también este dato, o deja vacíos los tres del salario.
wrong-company-long = La empresa tiene { $length } caracteres. Puede tener { $most } como máximo.
wrong-job-long = El puesto tiene { $length } caracteres. Puede tener { $most } como máximo.
wrong-description-long = La descripción tiene { $length } caracteres. Puede tener { $most } como máximo.
wrong-character = Aquí hay un carácter de control invisible ({ $character }). Escríbelo de nuevo.
wrong-skills-many = Son { $count } conocimientos. Puede haber { $most } como máximo.
wrong-skill-long = El conocimiento «{ $skill }» tiene { $length } caracteres. Puede tener { $most } como máximo.
wrong-level-unknown = «{ $sent }» no está en la lista de niveles. Elige uno de la lista.
wrong-staff-unknown = «{ $sent }» no está en la lista de números de personas. Elige uno de la lista.
wrong-reporting-to-unknown = «{ $sent }» no está en la lista de superiores. Elige uno de la lista.
wrong-category-unknown = «{ $sent }» no está en la lista de categorías. Elige una de la lista.
wrong-area-unknown = «{ $sent }» no está en la lista de áreas. Desmárcala y elige otras.
wrong-industry-unknown = «{ $sent }» no está en la lista de sectores. Elige uno de la lista, o ninguno.
wrong-salary-period-unknown = «{ $sent }» no está en la lista de formas de contar un salario. Elige una de la lista.
wrong-salary-min-unknown = «{ $sent }» no está en la lista de cantidades. Elige desde cuánto va el salario.
wrong-salary-max-unknown = «{ $sent }» no está en la lista de cantidades. Elige hasta cuánto va el salario.
wrong-date = «{ $sent }» no es un día entre 1900 y 2200. Escríbelo como año, mes y día: 2006-09-14.
wrong-end-and-on-course = Hay un último día ({ $sent }), y sigues trabajando allí. Vacía lo uno o desmarca lo otro.
wrong-end-early = El último día, { $end }, tiene que ser posterior al primero, { $start }.
wrong-area-elsewhere = { $area } no es de { $category }. Elige áreas de esa categoría, u otra categoría.
wrong-amount-of-other-period = { $amount } no es una cantidad de { $period }. Elige una de las que están debajo.
wrong-max-below-min = El salario llega hasta { $max }, que es menos que { $min }, donde empieza.

## La bandeja de la demostración

outbox-title = Correo que se enviaría
outbox-lead = La demostración no envía correo. Lo que enviaría está aquí, lo más nuevo primero.
outbox-empty = Todavía no hay correo. Pide un código para entrar y aparecerá aquí.
outbox-to = Para
outbox-sent = Escrito
outbox-text = El correo entero

## Lo que no ha funcionado

problem-not-found-title = Esta página no existe
problem-not-found = Puede que la dirección esté mal escrita o que la página ya no exista.
problem-not-found-todo = Si has llegado por un enlace, comprueba que esté completo.
problem-form-check-title = Hazlo otra vez, por favor
problem-form-check = No pudimos estar seguros de que este formulario fuera tuyo, así que no se ha hecho nada. Pasa cuando una página lleva mucho tiempo abierta o las cookies están bloqueadas.
problem-form-check-todo = Vuelve atrás, carga de nuevo la página y envía otra vez el formulario.
problem-bad-request-title = No se ha podido entender
problem-bad-request = Falta algo en lo que envió tu navegador, o está dañado. No se ha hecho nada.
problem-bad-request-todo = Vuelve atrás e inténtalo otra vez.
problem-application-title = No se puede conectar esta aplicación
problem-unknown-application = Te ha enviado aquí una aplicación que este servidor no conoce.
problem-unknown-redirect-uri = La aplicación que te ha enviado aquí pide que vuelvas a una dirección que no tiene registrada. Para mayor seguridad, no te llevamos allí.
problem-bad-authorization = No se entiende lo que pide la aplicación que te ha enviado aquí.
problem-application-todo = No tienes nada que corregir aquí. Avisa a quien lleva esa aplicación.
problem-too-many-title = Demasiado de una vez
problem-too-many = Han llegado demasiadas peticiones desde aquí. No se ha hecho nada.
problem-too-many-todo = Espera unos minutos e inténtalo otra vez.
problem-unavailable-title = No disponible en este momento
problem-unavailable = Tu historial está a salvo, pero ahora mismo no podemos llegar a él. No es seguro que se haya guardado tu último cambio.
problem-unavailable-todo = Espera un momento, carga de nuevo la página y compruébalo.
problem-broken-title = Algo se ha roto aquí
problem-broken = La culpa es nuestra, no tuya, y ha quedado anotado.
problem-broken-todo = Inténtalo más tarde. Si sigue igual, avisa a quien lleva este servidor.

## Correos

mail-code-subject = Tu código para entrar en { $host }
mail-code-opening = Tu código para entrar en { $host }:
mail-code-life = Sirve una sola vez, durante { $minutes } minutos, y solo en el navegador que lo pidió.
mail-code-warning = Si no lo has pedido tú, no hagas caso de este correo: nadie puede usar el código sin tu navegador. No se lo des a nadie, lo pida quien lo pida.

# The person's own name
own-name-heading = Tu nombre
own-name = Tu nombre, si quieres
own-name-hint = Se compara con el nombre que traen los datos de las empresas colaboradoras y aparece en lo que compartes. Nadie más lo ve. Déjalo vacío para quitarlo.
own-name-save = Guardar el nombre
own-name-too-long = El nombre tiene { $length } caracteres. Como máximo puede tener { $most }.
own-name-control-character = Un nombre es una sola línea, sin caracteres de control.
done-name-saved = Tu nombre se ha guardado.

## Sharing and marks

badge-hidden = Oculto
badge-disputed = Impugnado
badge-stale = Sin datos recientes
mark-hide = Ocultar a los demás
mark-show = Mostrar de nuevo
mark-dispute = Impugnar
mark-dispute-change = Cambiar la impugnación
mark-disputed-since = Tu nota del { $day }:
mark-told = { $client } puede verla.
mark-superseded = { $client } volvió a acreditar este empleo más tarde. La acreditación más nueva ocupa el lugar de esta.
mark-delete-credential = Borrar todo esto
me-shares = Enseñarlo a otras personas
me-shares-about = Crea un enlace con PIN a una parte de tu historial y mira cuándo se ha abierto.
to-shares = Tus enlaces compartidos
done-statement-hidden = Ahora está oculto para los demás. Tú lo sigues viendo aquí.
done-statement-shown = Ya no está oculto.
done-dispute-saved = Tu nota se ha guardado.
done-dispute-withdrawn = Has retirado la impugnación.
done-credential-deleted = Lo que acreditó el colaborador se ha borrado de tu historial.
done-share-ended = El enlace se ha cerrado. Ya no abre nada.
done-share-made-before = Ya habías enviado este formulario con otros datos. El enlace que se creó entonces está más abajo; para compartir otra cosa, crea un enlace nuevo.
dispute-title = Impugnar lo que acreditó { $client }
dispute-lead = Lo acreditado se queda como está. Tu nota aparece al lado en todas partes donde se muestre.
dispute-note = ¿Qué es lo que no es correcto?
dispute-note-hint = Hasta { $most } caracteres. Quien ve lo acreditado ve también la nota.
dispute-note-missing = Escribe qué es lo que no es correcto.
dispute-note-long = La nota tiene { $length } caracteres. Como máximo puede tener { $most }.
dispute-note-character = En la nota hay un carácter de control invisible. Escríbela de nuevo.
dispute-tell = Comunicarlo a { $client }
dispute-tell-hint = El colaborador verá tu nota cuando pregunte qué ha pasado con lo que envió.
dispute-save = Guardar la nota
dispute-withdraw-heading = Retirarla
dispute-withdraw-about = Tu nota deja de mostrarse a nadie. Solo la conserva tu propia historia de cambios.
dispute-withdraw = Retirar la impugnación
delete-credential-title = ¿Borrar lo que acreditó { $client }?
delete-credential-lead = { $count ->
    [one] Se quita un empleo de tu historial, con tus notas sobre él.
   *[other] Se quitan { $count } empleos de tu historial, con tus notas sobre ellos.
}
delete-credential-status = Para { $client } sigue figurando como verificado, porque un día lo aceptaste. A { $client } no se le dice que lo has borrado.
delete-credential-shares = Desaparece enseguida de todo lo que compartes.
delete-credential-uncovers = Lo que { $client } había acreditado antes sobre el mismo empleo vuelve a contar en tu historial.
delete-credential = Borrarlo
shares-title = Tus enlaces compartidos
shares-lead = Quien tiene un enlace y su PIN ve lo que elegiste, tal como esté en tu historial en ese momento. No hace falta una cuenta.
shares-living = Enlaces abiertos
shares-none = No compartes nada. Crea un enlace cuando alguien tenga que ver una parte de tu historial.
shares-over = Enlaces que ya no abren nada
share-new = Crear un enlace
share-made = Creado el { $moment }
share-made-by = Lo creó { $client } en tu nombre.
share-until = Se puede abrir hasta el { $moment }.
share-expired = Se podía abrir hasta el { $moment }.
share-was-ended = Se le puso fin el { $moment }.
share-was-closed = Se cerró el { $moment }, después de diez PIN equivocados. Si aún quieres compartirlo, crea un enlace nuevo.
share-left-out = { $count ->
    [one] Uno más que elegiste está oculto o ya no está en tu historial.
   *[other] { $count } más que elegiste están ocultos o ya no están en tu historial.
}
share-with-verdicts = Con la comparación de lo declarado y lo acreditado.
share-without-verdicts = Sin comparar lo declarado y lo acreditado.
share-unopened = Nadie ha introducido todavía un PIN.
share-counts = Abierto { $views ->
    [0] ninguna vez
    [one] una vez
   *[other] { $views } veces
}, { $wrong ->
    [0] ningún PIN equivocado
    [one] un PIN equivocado
   *[other] { $wrong } PIN equivocados
}
share-view = Abierto el { $moment }
share-wrong-pin = PIN equivocado el { $moment }
share-earlier = { $count ->
    [one] Y una vez más, anterior.
   *[other] Y { $count } veces más, anteriores.
}
share-end = Cerrar este enlace
share-new-title = Crear un enlace a tu historial
share-new-lead = Elige qué pueden ver otras personas y durante cuánto tiempo. Puedes cerrar el enlace cuando quieras.
share-nothing-there = En tu historial no hay nada que se pueda compartir: está vacío o lo tienes todo oculto.
share-wrong-summary = { $count ->
    [one] No se ha creado ningún enlace. Hay una cosa que revisar:
   *[other] No se ha creado ningún enlace. Hay { $count } cosas que revisar:
}
share-what = Qué se muestra
share-which = Qué empleos
share-which-hint = Lo que ocultas no aparece aquí. Tu dirección no se muestra nunca; tu nombre, solo si lo has dicho.
share-nothing-chosen = Elige al menos un empleo.
share-offer-declared = Inicio: { $start }. Fin: { $end }. Declarado por ti.
share-offer-attested = Inicio: { $start }. Fin: { $end }. Acreditado por { $client }.
share-verdicts = Mostrar también la comparación
share-verdicts-hint = Dice de estos empleos en qué coincide lo que declaraste con lo que acreditaron los colaboradores y en qué no, con los motivos.
share-access = Quién puede abrirlo
share-days = Durante cuánto tiempo
share-days-hint = Quien tenga el enlace y el PIN puede abrirlo durante ese tiempo, cuantas veces quiera.
share-days-count = { $days ->
    [one] Un día
   *[other] { $days } días
}
share-own-pin = Un PIN tuyo
share-own-pin-hint = De { $least } a { $most } cifras. Si lo dejas vacío, creamos uno.
share-pin-guessable = Es de los primeros que cualquiera probaría. Elige cifras que no sean todas iguales ni vayan seguidas, como 123456.
share-make = Crear el enlace
share-created-title = Tu enlace está listo
share-created-lead = Se puede abrir hasta el { $moment }. Da el enlace y el PIN a quien pueda verlo.
share-link = Enlace
share-pin-once = Este PIN se muestra solo esta vez. Apúntalo ahora.
share-created-advice = Envía el PIN por un medio distinto del enlace, por ejemplo por teléfono. En la página de tus enlaces ves cuándo se ha abierto y puedes cerrarlo.
share-noted = He apuntado el PIN
pin-title = Introduce el PIN
pin-lead = Alguien comparte contigo una parte de su historial laboral. Esa persona te ha dado el PIN.
pin-label = PIN
pin-hint = De { $least } a { $most } cifras.
pin-malformed = Un PIN tiene de { $least } a { $most } cifras, y nada más.
pin-not-let-in = Con esto no se abre nada. El PIN está equivocado o el enlace ya no sirve. Comprueba el PIN o pregunta a quien te lo dio.
pin-open = Abrir
pin-listed = Esa persona ve cuándo lo abres.
shared-title = Historial laboral de { $name }
shared-title-nameless = Historial laboral compartido contigo
shared-lead = Una parte de un historial, elegida por la persona el { $made } y visible hasta el { $until }.
shared-kinds = Acreditado: lo envió un colaborador y nadie puede cambiarlo. Declarado: lo dice la persona. De cada dato se ve quién lo dijo y cuándo.
shared-statements = Empleos
shared-nothing = Ya no se muestra nada de lo que se eligió.
shared-disputed-since = La persona lo impugna desde el { $day }:
shared-said-by-person = dicho por la persona el { $day }
shared-attested-by = acreditado por { $client }, recibido el { $day }
shared-end-open = Ninguno
shared-verdicts = Cómo se compara
shared-verdicts-about = Este servidor ha comparado entre sí los empleos que se muestran aquí. Dice lo que dicen, no quién tiene razón.
shared-on = Tal como estaba el historial el { $day }.
## Aplicaciones y la API del historial

scope-read-record = leer todo tu historial, salvo lo que ocultas: lo declarado, lo que han acreditado los colaboradores, en qué coinciden y qué ha pasado con él
scope-share-record = crear enlaces con los que otras personas ven partes de tu historial, y ponerles fin
applications-title = Aplicaciones conectadas
me-applications-about = Una aplicación actúa en tu nombre solo mientras se lo permitas.
to-applications = Ver qué puede hacer cada una, o quitarle el acceso
applications-lead = Estas aplicaciones pueden actuar en tu nombre porque se lo has permitido.
applications-none = No hay ninguna aplicación conectada. Cuando des permiso a una, aparecerá aquí.
application-may = Puede
application-since = Permitida
application-newest = Último uso
application-newest-none = Todavía ninguno
application-newest-read = { $day }, para leer
application-newest-wrote = { $day }, para escribir
application-end = Quitarle el acceso
application-end-about = Si le quitas el acceso, una aplicación ya no puede hacer nada desde ese momento. Lo que escribió se queda en tu historial. Puedes volver a darle permiso cuando quieras.
applications-past = Ya no están conectadas
application-ended-at = Acceso retirado el { $moment }.
application-lapsed = Su acceso caducó porque no se usó en mucho tiempo.
done-application-ended = { $application } ya no tiene acceso a tu historial.
## Exporting

export-title = Llévate tu historial
export-go = Exportar tu historial
export-about = Descarga tu historial, para otro servidor o para otros programas.
export-lead = Cada archivo se crea cuando pulsas su botón, y queda constancia de ello. Guárdalo bien: es tan personal como tu historial.
export-whole = Todo
export-whole-about = Todo tu historial en un archivo: lo declarado y lo acreditado, quién dijo qué y cuándo, lo que ocultas y lo que discutes, la comparación entre ambos y todos los cambios, firmado por este servidor. Otro servidor de este tipo puede tomarlo tal cual.
export-whole-do = Descargar todo
export-resume = JSON Resume
export-resume-about = Un formato común para currículos que leen muchos programas. Tiene una entrada por empleo y deja fuera lo que ocultas.
export-resume-do = Descargar como JSON Resume
export-credential = Lo que acreditó un colaborador
export-credential-about = Un solo historial laboral tal como lo envió el colaborador, con quién lo envió y cuándo, y con lo que tú dices en contra.
export-credential-do = Descargar
export-lost = Lo que no cabe en este archivo
loss-hidden = { $count ->
    [one] La declaración que ocultas queda fuera.
   *[other] Las { $count } declaraciones que ocultas quedan fuera.
}
loss-superseded = { $count ->
    [one] Una versión anterior de lo que acreditó un colaborador queda fuera.
   *[other] { $count } versiones anteriores de lo que acreditaron los colaboradores quedan fuera.
}
loss-left-out = { $count ->
    [one] Una declaración cuyas fechas no pueden ser ciertas queda fuera.
   *[other] { $count } declaraciones cuyas fechas no pueden ser ciertas quedan fuera.
}
loss-evidence-horizon = { $count ->
    [one] De un empleo acreditado no se ha comunicado el final, así que no tiene fecha de fin en el archivo. La mayoría de los programas lo mostrarán como si durara todavía.
   *[other] De { $count } empleos acreditados no se ha comunicado el final, así que no tienen fecha de fin en el archivo. La mayoría de los programas los mostrarán como si duraran todavía.
}
loss-on-course = { $count ->
    [one] Un empleo declarado continúa. El día en que lo dijiste solo está en una parte que leen pocos programas.
   *[other] { $count } empleos declarados continúan. Los días en que lo dijiste solo están en una parte que leen pocos programas.
}
loss-other-statements = Cuando varias declaraciones hablan de un mismo empleo, la entrada muestra una de ellas. Las demás están en una parte que leen pocos programas.
loss-verdicts = No se muestra si lo declarado y lo acreditado coinciden, ni por qué.
loss-gaps = No se mencionan los huecos entre tus empleos.
loss-field-sources = Quién dijo cada valor queda fuera. Quién hizo cada declaración está en una parte que leen pocos programas.
loss-disputes = Lo que dices en contra de lo acreditado está en una parte que leen pocos programas.
loss-salary = Los salarios quedan fuera.
loss-keys = El nivel, la categoría, las áreas, el sector, las personas a cargo y de quién dependes quedan fuera.
loss-visibility = Si las empresas pueden ver una experiencia o su salario queda fuera.
loss-curricula = Tus currículos quedan fuera: todos los empleos están en una sola lista.
loss-credential-details = El nombre con el que te conoce un colaborador y su número de lo que envió quedan fuera.
loss-partner-chain = Quién estuvo entre un colaborador y este servidor queda fuera.
loss-kept-members = Lo que los colaboradores enviaron además de lo habitual queda fuera.
loss-address = Tu dirección de correo queda fuera: el formato no admite algunas de sus letras.
loss-history = El registro de los cambios de tu historial queda fuera.
loss-not-signed = El archivo no está firmado. Por sí solo no prueba nada de lo que acreditaron los colaboradores.
loss-grants = Qué aplicaciones pueden leer o cambiar tu historial se queda aquí.
loss-shares = Los enlaces con los que mostraste tu historial a otros se quedan aquí.
loss-offers = Lo que enviaron los colaboradores y no aceptaste se queda aquí.
loss-dictionary-texts = Lo elegido de listas aparece como códigos cortos, sin el nombre que les dan las listas.
## Actividad y borrado

me-history = Actividad y borrado
me-history-about = Cada cambio y cada lectura de tu historial queda anotado.
me-to-history = Ver la actividad de tu historial
me-to-erase = Borrarlo todo
history-title = La actividad de tu historial
history-lead = Todo lo que ha pasado con tu historial, lo más reciente primero. Cada anotación va sellada con la anterior, así que un cambio posterior puede descubrirse.
history-none = No hay nada anterior.
history-newest = Ir a las anotaciones más recientes
history-older = Anotaciones anteriores
history-entry = Anotación { $number }.
history-values = Lo que dice
history-unreadable = Esta anotación no se puede leer
history-source = { $by }, el { $moment }.
history-began = Empezó tu historial
history-details-changed = Se cambió tu nombre
history-curriculum-made = Se creó un currículo
history-curriculum-changed = Se cambió un currículo
history-curriculum-deleted = Se borró un currículo
history-experience-added = Se añadió una experiencia
history-experience-changed = Se cambió una experiencia
history-experience-deleted = Se borró una experiencia
history-received = Te enviaron un historial laboral
history-opened = Se abrió el enlace a un historial laboral
history-accepted = Se aceptó un historial laboral
history-declined = Se rechazó un historial laboral
history-expired = Se acabó el plazo para aceptar un historial laboral
history-credential-deleted = Se borró un historial laboral aceptado
history-granted = Se dio permiso a una aplicación para actuar por ti
history-ended = Terminó el permiso de una aplicación
history-share-ended = Terminó un enlace a una parte de tu historial
history-read = Se leyó tu historial
history-share-read = Se leyó una parte de tu historial que compartes
history-hidden = Se ocultó un dato a los demás
history-shown = Se volvió a mostrar un dato a los demás
history-disputed = Se impugnó un dato
history-withdrawn = Se retiró una impugnación
history-shared = Se compartió una parte de tu historial
history-exported = Se guardó tu historial en un archivo
history-imported = Se leyó tu historial de un archivo
history-other = Se cambió tu historial
history-by-you = Por ti
history-by-client = Por { $client }
history-by-operator = Por quien administra este servidor
history-by-server = Por este servidor, según sus reglas
history-by-outsider = Por alguien con tu enlace y su PIN
history-way-infojobs = a través de la conexión para aplicaciones
history-way-seekpass = a través de la conexión para colaboradores
history-way-page = en estas páginas
history-way-record = a través de la conexión para leer historiales
history-way-oauth = a través de la conexión para permisos
history-way-command-line = en la línea de comandos del servidor
history-allowed = Puede
history-note = Lo que se dijo en contra
history-partner-told = Se le dice al colaborador
history-as-written = Tal como está escrito
erase-title = ¿Borrarlo todo?
erase-lead = Todo el historial de { $address } se borra de este servidor, ahora mismo.
erase-goes = Lo que se borra
erase-goes-declared = Tus currículos con todo lo que contienen, tu nombre y tu dirección.
erase-goes-attested = Lo que acreditaron los colaboradores y aceptaste, con lo que marcaste y anotaste en ello.
erase-goes-open = Lo que te enviaron y aún espera tu decisión. Cuenta como rechazado.
erase-goes-access = Lo que pueden hacer las aplicaciones, los enlaces con los que compartes y todas las sesiones: sales en todas partes.
erase-goes-history = Lo que cuenta la actividad de tu historial.
erase-stays = Lo que queda
erase-stays-status = Un colaborador aún puede ver si se aceptó lo que envió y cuándo, pero ya no quién lo aceptó.
erase-stays-chain = La cadena vacía de tu actividad: números de los que nadie puede saber nada.
erase-stays-elsewhere = Lo que las aplicaciones y los colaboradores guardan por su cuenta, y las copias de seguridad de este servidor hasta que se sustituyan.
erase-first = Antes, llévatelo contigo
erase-first-about = Con una exportación conservas tu historial y puedes llevarlo a otro servidor.
erase-export = Exportar tu historial
erase-confirm = Si lo tienes claro
erase-word = borrar
erase-confirm-label = Escribe tu correo electrónico o la palabra «{ $word }»
erase-confirm-hint = Tu dirección aquí es { $address }.
erase-wrong = No es ni tu dirección ni la palabra, así que no se ha borrado nada.
erase-do = Borrarlo todo
goodbye-title = Todo está borrado
goodbye-lead = Tu historial ya no está en este servidor, y has salido en todas partes.
goodbye-again = Si algún día entras con la misma dirección, empezará un historial nuevo y vacío.
