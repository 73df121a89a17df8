import QtQuick
import QtQuick.Layouts
import TfCollab.Theme
import TfCollab.Controls

// One of the three roles.
Labelled {
    id: choice

    property string value: "clinician"
    property string name: "roleChoice"

    label: qsTr("Role")
    note: ({
            "clinician": qsTr("Sees patients, examines, signs reports."),
            "researcher": qsTr("Sees exams by pseudonym: no names, birth dates or notes."),
            "administrator": qsTr("A clinician who manages users and what holds for the whole record as well.")
        })[value] ?? ""
    Flow {
        objectName: choice.name
        Layout.fillWidth: true
        spacing: 2
        Repeater {
            model: [
                {
                    "text": qsTr("Clinician"),
                    "value": "clinician"
                },
                {
                    "text": qsTr("Researcher"),
                    "value": "researcher"
                },
                {
                    "text": qsTr("Administrator"),
                    "value": "administrator"
                }
            ]
            Segments {
                required property var modelData
                label: choice.label
                value: choice.value
                options: [modelData]
                onChosen: value => choice.value = value
            }
        }
    }
}
