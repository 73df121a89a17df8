import QtQuick
import QtQuick.Layouts
import TfCollab.Theme
import TfCollab.Controls

// One's own way into the exam record: the passphrase, and the keyring of the computer.
Card {
    id: card

    readonly property bool open: app.record.state === "open"

    title: qsTr("My passphrase")
    note: open ? "" : qsTr("Unlock the exam record to change your passphrase.")
    Component.onCompleted: app.access.look()
    Flow {
        Layout.fillWidth: true
        visible: card.open
        spacing: Theme.gap
        AppButton {
            objectName: "changePassphrase"
            text: qsTr("Change my passphrase …")
            onClicked: dialogs.made().change()
        }
    }
    ColumnLayout {
        Layout.fillWidth: true
        visible: card.open
        spacing: 0
        AppSwitch {
            objectName: "keyring"
            Layout.fillWidth: true
            text: qsTr("Unlock by the keyring of this computer")
            enabled: (app.access.keyring === "on" || app.access.keyring === "off") && !app.access.working
            checked: app.access.keyring === "on"
            onToggled: {
                const wanted = checked;
                checked = Qt.binding(() => app.access.keyring === "on");
                if (wanted)
                    dialogs.made().remember();
                else
                    app.access.forget();
            }
        }
        AppText {
            Layout.fillWidth: true
            color: Theme.faint
            font.pixelSize: Theme.small
            text: {
                switch (app.access.keyring) {
                case "none":
                    return qsTr("This computer has no keyring that the program can use.");
                case "on":
                    return qsTr("Whoever is in this account of the computer gets into the record as %1, without a passphrase.").arg(app.record.user);
                default:
                    return qsTr("Lets you in without a passphrase, in this account of this computer. A record that has locked itself asks for it all the same.");
                }
            }
        }
    }
    WhenAsked {
        id: dialogs
        sourceComponent: AccessDialogs {}
    }
    Connections {
        target: app.access
        function onKept(what) {
            if (what === "passphrase")
                app.told(qsTr("The new passphrase holds from now on."));
            else if (what === "remembered")
                app.told(qsTr("The keyring lets you in from now on."));
            else
                app.told(qsTr("The keyring lets nobody in any more as %1.").arg(app.record.user));
        }
    }
}
