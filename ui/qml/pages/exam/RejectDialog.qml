import QtQuick
import QtQuick.Layouts
import TfCollab.Theme
import TfCollab.Controls

// A measurement is rejected with a reason, which is kept with it.
AppDialog {
    id: dialog

    function reject(reason) {
        dialog.close();
        app.exam.reject(reason);
    }

    objectName: "rejectDialog"
    title: qsTr("Why is it rejected?")
    onOpened: own.text = ""
    buttons: [
        AppButton {
            text: qsTr("Cancel")
            onClicked: dialog.close()
        },
        AppButton {
            objectName: "rejectNow"
            text: qsTr("Reject")
            kind: "danger"
            enabled: own.text.trim() !== ""
            onClicked: dialog.reject(own.text)
        }
    ]
    Flow {
        Layout.fillWidth: true
        spacing: Theme.gap
        Repeater {
            model: [qsTr("Lashes over the rings"), qsTr("Eye moved"), qsTr("Blinked too early"), qsTr("Debris or ointment"), qsTr("Out of focus")]
            AppButton {
                required property string modelData
                required property int index
                objectName: "reason" + index
                text: modelData
                onClicked: dialog.reject(modelData)
            }
        }
    }
    Labelled {
        Layout.fillWidth: true
        label: qsTr("Another reason")
        AppField {
            id: own
            objectName: "ownReason"
            Layout.fillWidth: true
            label: qsTr("Another reason")
            onAccepted: if (text.trim() !== "")
                dialog.reject(text)
        }
    }
}
