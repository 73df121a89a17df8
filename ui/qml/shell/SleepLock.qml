import QtQuick
import QtQuick.Layouts
import QtQuick.Controls.Basic
import TfCollab.Theme
import TfCollab.Controls

// Over the whole window while the record has locked itself: nothing of a patient is to be seen, and nothing is lost.
Popup {
    id: lock

    function wake() {
        if (passphrase.text !== "" && !app.record.waking) {
            app.record.wake(passphrase.text);
            passphrase.text = "";
        }
    }

    objectName: "sleepLock"
    parent: Overlay.overlay
    modal: true
    focus: true
    closePolicy: Popup.NoAutoClose
    // above whatever dialog was open
    z: 1000
    width: parent ? parent.width : 0
    height: parent ? parent.height : 0
    padding: 0
    Connections {
        target: app.record
        function onChanged() {
            if (app.record.asleep && !lock.visible)
                lock.open();
            else if (!app.record.asleep && lock.visible)
                lock.close();
        }
    }
    onOpened: passphrase.forceActiveFocus()
    background: Rectangle {
        color: Theme.window
    }
    contentItem: FocusScope {
        focus: true
        Card {
            anchors.centerIn: parent
            width: Math.min(parent.width - 2 * Theme.pad, 480 * Theme.scale)
            title: qsTr("The exam record has locked itself")
            note: qsTr("Nobody used it for a while. All is as it was left, and an exam that runs goes on.")
            Banner {
                objectName: "wakeTrouble"
                Layout.fillWidth: true
                kind: "error"
                text: Words.said(app.record.trouble)
            }
            Labelled {
                Layout.fillWidth: true
                label: qsTr("Passphrase of %1").arg(app.record.user)
                AppField {
                    id: passphrase
                    objectName: "wakePassphrase"
                    Layout.fillWidth: true
                    label: qsTr("Passphrase of %1").arg(app.record.user)
                    echoMode: TextInput.Password
                    enabled: !app.record.waking
                    onAccepted: lock.wake()
                }
            }
            AppButton {
                objectName: "wake"
                Layout.fillWidth: true
                kind: "primary"
                text: app.record.waking ? qsTr("One moment …") : qsTr("Unlock")
                enabled: passphrase.text !== "" && !app.record.waking
                onClicked: lock.wake()
            }
            AppButton {
                objectName: "anotherUser"
                Layout.fillWidth: true
                text: qsTr("Somebody else")
                hint: qsTr("Locks the record for good, and asks who it is.")
                onClicked: app.lock()
            }
        }
    }
}
