import QtQuick
import QtQuick.Window
import QtQuick.Layouts
import QtQuick.Controls.Basic
import TfCollab.Theme
import TfCollab.Controls

ApplicationWindow {
    id: window

    readonly property bool narrow: width < 1000 * Theme.scale
    property bool agreedToClose: false
    property string whyNotClose: ""
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
        whyNotClose = app.why_not_close();
        if (whyNotClose !== "" && !agreedToClose) {
            close.accepted = false;
            closing.open();
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
            onClosed: text = ""
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
            banner.kind = "error";
            banner.text = sentence;
        }
        function onTold(sentence) {
            banner.kind = "note";
            banner.text = sentence;
        }
    }
    Component.onCompleted: {
        if (app.settings.notes.length > 0) {
            banner.kind = "warning";
            banner.text = app.settings.notes.join(" ");
        }
    }

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

    AppDialog {
        id: keys
        objectName: "keysDialog"
        title: qsTr("Shortcuts")
        buttons: AppButton {
            text: qsTr("Close")
            kind: "primary"
            focus: true
            onClicked: keys.close()
        }
        Repeater {
            model: app.settings.shortcuts.actions
            RowLayout {
                required property string modelData
                Layout.fillWidth: true
                AppText {
                    Layout.fillWidth: true
                    text: Words.action(parent.modelData)
                }
                AppText {
                    text: app.settings.shortcuts.keys[parent.modelData]
                    color: Theme.muted
                }
            }
        }
    }

    AppDialog {
        id: closing
        objectName: "closingDialog"
        readonly property bool ofExam: window.whyNotClose === "exam"
        title: ofExam ? qsTr("Close in the middle of an exam?") : qsTr("Close without saving the corrections?")
        buttons: [
            AppButton {
                objectName: "closeAnyway"
                text: closing.ofExam ? qsTr("Save what there is, and close") : qsTr("Close without saving")
                kind: "danger"
                onClicked: {
                    window.agreedToClose = true;
                    closing.close();
                    window.close();
                }
            },
            AppButton {
                objectName: "goOn"
                text: closing.ofExam ? qsTr("Go on with the exam") : qsTr("Go on with the review")
                kind: "primary"
                focus: true
                onClicked: closing.close()
            }
        ]
        AppText {
            Layout.fillWidth: true
            text: closing.ofExam ? qsTr("What has been measured is kept; the measurement that is running ends here.") : qsTr("What was corrected in the review since it was last saved would be lost.")
        }
    }
}
