import QtQuick
import QtQuick.Window
import QtQuick.Layouts
import QtQuick.Controls.Basic
import TfCollab.Theme
import TfCollab.Controls
import "shell"

ApplicationWindow {
    id: window

    readonly property bool narrow: width < 1000 * Theme.scale
    property bool agreedToClose: false
    // what the banner says, in the words of the program's rules
    property var sentences: []
    // screens in the rail; `needs` is a property of app that has to be true
    readonly property var rail: [
        {
            "page": "Start",
            "text": qsTr("Start"),
            "action": "app.start"
        },
        {
            "page": "Exam",
            "text": qsTr("Exam"),
            "action": "app.exam"
        },
        {
            "page": "Review",
            "text": qsTr("Review"),
            "action": "app.review"
        },
        {
            "page": "Settings",
            "text": qsTr("Settings"),
            "action": "app.settings"
        }
    ]

    width: 1360
    height: 860
    minimumWidth: 640
    minimumHeight: 400
    visible: true
    title: qsTr("TF-Collab")
    color: Theme.window
    font.pixelSize: Theme.body

    onClosing: close => {
        const loss = app.why_not_close();
        if (loss !== "" && !agreedToClose) {
            close.accepted = false;
            asking.ask(loss, true);
        }
    }

    header: Rectangle {
        implicitHeight: Theme.target + Theme.gap
        color: Theme.surface
        Rectangle {
            anchors {
                left: parent.left
                right: parent.right
                bottom: parent.bottom
            }
            height: 1
            color: Theme.rule
        }
        RowLayout {
            anchors {
                fill: parent
                leftMargin: Theme.pad
                rightMargin: Theme.pad
            }
            spacing: Theme.gap
            AppText {
                text: qsTr("TF-Collab")
                font.weight: Font.Bold
                font.pixelSize: Theme.large
                wrapMode: Text.NoWrap
            }
            Item {
                Layout.preferredWidth: Theme.gap
            }
            Row {
                objectName: "rail"
                spacing: Theme.gap
                Repeater {
                    model: window.rail
                    AppButton {
                        required property var modelData
                        objectName: "rail" + modelData.page
                        kind: "quiet"
                        text: modelData.text
                        checked: app.navigation.page === modelData.page
                        font.weight: checked ? Font.DemiBold : Font.Normal
                        onClicked: app.navigation.show(modelData.page)
                    }
                }
            }
            Item {
                Layout.fillWidth: true
            }
            AppBusy {
                running: app.jobs.busy
                Layout.preferredWidth: 80
            }
            AppButton {
                objectName: "keysButton"
                kind: "quiet"
                text: qsTr("Keys")
                onClicked: keys.open()
            }
        }
    }

    ColumnLayout {
        anchors.fill: parent
        spacing: 0
        Banner {
            id: banner
            objectName: "banner"
            Layout.fillWidth: true
            Layout.margins: visible ? Theme.gap : 0
            closable: true
            text: window.sentences.map(Words.said).join(" ")
            onClosed: window.sentences = []
        }
        Loader {
            id: page
            objectName: "page"
            Layout.fillWidth: true
            Layout.fillHeight: true
            focus: true
            source: "pages/" + app.navigation.page + ".qml"
            onLoaded: item.forceActiveFocus()
        }
        AppText {
            Layout.fillWidth: true
            Layout.leftMargin: Theme.pad
            Layout.bottomMargin: Theme.gap / 2
            text: qsTr("Research use and decision support; not a cleared medical device.")
            color: Theme.faint
            font.pixelSize: Theme.small
            elide: Text.ElideRight
            wrapMode: Text.NoWrap
        }
    }

    Connections {
        target: app
        function onFailed(sentence) {
            window.say("error", [sentence]);
        }
        function onTold(sentence) {
            window.say("note", [sentence]);
        }
        function onAsked(loss) {
            asking.ask(loss, false);
        }
    }
    function say(kind, said) {
        banner.kind = kind;
        sentences = said;
    }
    Component.onCompleted: if (app.settings.notes.length > 0)
        say("warning", app.settings.notes)

    Repeater {
        model: window.rail
        Item {
            id: entry
            required property var modelData
            AppShortcut {
                action: entry.modelData.action
                onActivated: app.navigation.show(entry.modelData.page)
            }
        }
    }
    AppShortcut {
        action: "app.back"
        onActivated: app.navigation.back()
    }
    AppShortcut {
        action: "app.theme"
        onActivated: app.settings.set("interface", "theme", Theme.dark ? "light" : "dark")
    }
    AppShortcut {
        action: "app.full_screen"
        onActivated: window.visibility = window.visibility === Window.FullScreen ? Window.AutomaticVisibility : Window.FullScreen
    }
    AppShortcut {
        action: "app.keys"
        onActivated: keys.open()
    }

    KeysDialog {
        id: keys
    }
    LossDialog {
        id: asking
        onAgreed: {
            if (closes) {
                window.agreedToClose = true;
                Qt.callLater(window.close);
            } else {
                app.go_ahead();
            }
        }
        onStayed: if (!closes)
            app.think_better()
    }
    SleepLock {}
}
