import QtQuick
import QtQuick.Layouts
import TfCollab.Theme
import TfCollab.Controls

// What the record says of the patient, to be changed, and what is asked before an exam.
Flow {
    id: bar

    readonly property var held: app.patientData.held
    readonly property var visits: Visits.all
    readonly property bool begunToday: visits.length > 0 && visits[0].at.startsWith(Qt.formatDate(new Date(), "yyyy-MM-dd"))

    function sex(code) {
        return ({
                "female": qsTr("female"),
                "male": qsTr("male"),
                "other": qsTr("sex: other")
            })[code] ?? "";
    }

    spacing: Theme.gap
    AppText {
        objectName: "patientData"
        height: Math.max(Theme.target, implicitHeight)
        width: Math.min(implicitWidth, bar.width)
        verticalAlignment: Text.AlignVCenter
        rightPadding: Theme.gap
        color: Theme.muted
        text: [bar.held.born ?? "", bar.sex(bar.held.sex), ...(bar.held.ids ?? []).map(one => one.system === "hospital" ? one.number : one.system + " " + one.number), bar.held.pseudonym ?? ""].filter(part => part).map(part => part.replace(/-/g, "\u2011")).join("  ·  ")
        wrapMode: Text.WrapAtWordBoundaryOrAnywhere
    }
    AppButton {
        objectName: "changePatient"
        text: qsTr("Change the data …")
        onClicked: app.patientData.edit()
    }
    AppButton {
        objectName: "beforeExam"
        visible: app.patient.state === "ready" && !bar.begunToday
        text: qsTr("Questionnaire before the exam")
        onClicked: app.navigation.show("Visit", {
            "patient": app.patient.id,
            "visit": "",
            "when": ""
        })
    }
    PatientDataForm {
        id: form
    }
    Connections {
        target: app.patientData
        function onEditing() {
            form.ask();
        }
    }
}
