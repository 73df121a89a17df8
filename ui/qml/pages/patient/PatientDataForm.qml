import QtQuick
import QtQuick.Layouts
import TfCollab.Theme
import TfCollab.Controls

// What the record says of a patient, corrected with a reason.
FormDialog {
    id: dialog

    property var ids: []
    readonly property string before: written(app.patientData.held)

    function written(data) {
        return JSON.stringify([data.name ?? "", data.born ?? "", data.sex ?? "", (data.ids ?? []).map(one => [one.system, one.number])]);
    }
    function ask() {
        const held = app.patientData.held;
        name.text = held.name;
        born.text = held.born;
        sex.value = held.sex;
        ids = held.ids.length > 0 ? held.ids.map(one => ({
                    "system": one.system,
                    "number": one.number
                })) : [
            {
                "system": "hospital",
                "number": ""
            }
        ];
        reason.text = "";
        begin();
        name.forceActiveFocus();
    }
    // in place, so that the fields keep the keyboard; `ids` is only replaced when their number changes
    function change(index, what, text) {
        ids[index][what] = text;
        edited();
    }
    signal edited
    property string now: ""
    function look() {
        now = written({
            "name": name.text,
            "born": born.text.trim(),
            "sex": sex.value,
            "ids": ids.filter(one => one.number.trim() !== "")
        });
    }
    onEdited: look()
    onIdsChanged: look()

    objectName: "patientForm"
    form: app.patientData
    title: qsTr("What the record says of the patient")
    wantedWidth: 640 * Theme.scale
    dirty: now !== before
    complete: dirty && name.text.trim() !== "" && reason.text.trim() !== ""
    saveName: "keepPatient"
    onSave: app.patientData.save(name.text, born.text, sex.value, ids, reason.text)
    Labelled {
        Layout.fillWidth: true
        label: qsTr("Name")
        AppField {
            id: name
            objectName: "dataName"
            Layout.fillWidth: true
            label: qsTr("Name")
            onTextChanged: dialog.edited()
            onAccepted: dialog.agree()
        }
    }
    Labelled {
        Layout.fillWidth: true
        label: qsTr("Birth date (YYYY-MM-DD)")
        AppField {
            id: born
            objectName: "dataBorn"
            Layout.fillWidth: true
            label: qsTr("Birth date (YYYY-MM-DD)")
            inputMethodHints: Qt.ImhDate
            onTextChanged: dialog.edited()
            onAccepted: dialog.agree()
        }
    }
    Labelled {
        Layout.fillWidth: true
        label: qsTr("Sex")
        Segments {
            id: sex
            objectName: "dataSex"
            label: qsTr("Sex")
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
            onChosen: value => {
                sex.value = value;
                dialog.edited();
            }
        }
    }
    Labelled {
        Layout.fillWidth: true
        label: qsTr("Numbers of others, and whose they are")
        note: qsTr("A number that is left empty is taken away.")
        ColumnLayout {
            Layout.fillWidth: true
            spacing: Theme.gap
            Repeater {
                model: dialog.ids
                RowLayout {
                    id: one
                    required property var modelData
                    required property int index
                    Layout.fillWidth: true
                    spacing: Theme.gap
                    AppField {
                        objectName: "idSystem" + one.index
                        Layout.fillWidth: true
                        Layout.preferredWidth: 100
                        label: qsTr("Whose number")
                        placeholderText: label
                        text: one.modelData.system
                        maximumLength: 100
                        onTextEdited: dialog.change(one.index, "system", text)
                        onAccepted: dialog.agree()
                    }
                    AppField {
                        objectName: "idNumber" + one.index
                        Layout.fillWidth: true
                        Layout.preferredWidth: 160
                        label: qsTr("Number")
                        placeholderText: label
                        text: one.modelData.number
                        maximumLength: 200
                        onTextEdited: dialog.change(one.index, "number", text)
                        onAccepted: dialog.agree()
                    }
                }
            }
            AppButton {
                objectName: "addId"
                text: qsTr("Another number")
                onClicked: dialog.ids = dialog.ids.concat([
                    {
                        "system": "",
                        "number": ""
                    }
                ])
            }
        }
    }
    Labelled {
        Layout.fillWidth: true
        label: qsTr("Why it is changed")
        note: qsTr("What it said before stays in the audit trail.")
        AppField {
            id: reason
            objectName: "dataReason"
            Layout.fillWidth: true
            label: qsTr("Why it is changed")
            maximumLength: 300
            onAccepted: dialog.agree()
        }
    }
    Flow {
        Layout.fillWidth: true
        spacing: Theme.gap
        Repeater {
            model: [qsTr("was mistyped"), qsTr("was missing"), qsTr("has changed")]
            AppButton {
                required property string modelData
                required property int index
                objectName: "usualReason" + index
                text: modelData
                onClicked: reason.text = modelData
            }
        }
    }
}
