import QtQuick
import QtQuick.Layouts
import TfCollab.Theme
import TfCollab.Controls

AppDialog {
    id: dialog

    property string typed: ""

    function add() {
        if (name.text.trim() !== "")
            app.record.add(name.text, born.text, sex.value, number.text);
    }

    objectName: "newPatientDialog"
    title: qsTr("New patient")
    onOpened: {
        name.text = typed;
        born.text = number.text = "";
        sex.value = "unknown";
        name.forceActiveFocus();
    }
    buttons: [
        AppButton {
            text: qsTr("Cancel")
            onClicked: dialog.close()
        },
        AppButton {
            objectName: "addPatient"
            text: qsTr("Add")
            kind: "primary"
            enabled: name.text.trim() !== "" && !app.jobs.busy
            onClicked: dialog.add()
        }
    ]
    Labelled {
        Layout.fillWidth: true
        label: qsTr("Name")
        AppField {
            id: name
            objectName: "patientName"
            Layout.fillWidth: true
            label: qsTr("Name")
            onAccepted: dialog.add()
        }
    }
    Labelled {
        Layout.fillWidth: true
        label: qsTr("Birth date (YYYY-MM-DD)")
        AppField {
            id: born
            objectName: "patientBorn"
            Layout.fillWidth: true
            label: qsTr("Birth date (YYYY-MM-DD)")
            inputMethodHints: Qt.ImhDate
            onAccepted: dialog.add()
        }
    }
    Labelled {
        Layout.fillWidth: true
        label: qsTr("Number in the hospital")
        AppField {
            id: number
            Layout.fillWidth: true
            label: qsTr("Number in the hospital")
            onAccepted: dialog.add()
        }
    }
    Labelled {
        Layout.fillWidth: true
        label: qsTr("Sex")
        Segments {
            id: sex
            label: qsTr("Sex")
            value: "unknown"
            options: [
                {
                    "text": qsTr("Female"),
                    "value": "female"
                },
                {
                    "text": qsTr("Male"),
                    "value": "male"
                },
                {
                    "text": qsTr("Other"),
                    "value": "other"
                },
                {
                    "text": qsTr("Not known"),
                    "value": "unknown"
                }
            ]
            onChosen: value => sex.value = value
        }
    }
}
