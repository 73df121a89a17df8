import QtQuick
import QtQuick.Layouts
import TfCollab.Theme
import TfCollab.Controls
import TfCollab.Video
import "../review"

// A recording frame by frame: what was read, what was measured, and what a person makes of it.
FocusScope {
    id: page

    readonly property bool ready: app.review.state === "ready"
    readonly property bool wide: width >= 1000 * Theme.scale
    readonly property real column: Math.max(372 * Theme.scale, Math.min(0.22 * width, 520 * Theme.scale))

    Keys.onSpacePressed: app.review.player.toggle()
    Keys.onLeftPressed: app.review.player.step(-1)
    Keys.onRightPressed: app.review.player.step(1)
    Keys.onPressed: event => {
        if (event.key === Qt.Key_Home)
            app.review.player.seek(0);
        else if (event.key === Qt.Key_End)
            app.review.player.seek((app.review.recording.frames ?? 1) - 1);
        else
            return;
        event.accepted = true;
    }

    ReviewOpening {
        id: opening
        anchors.fill: parent
        visible: !page.ready
        focus: visible
    }

    ScrollPane {
        id: pane
        anchors {
            fill: parent
            leftMargin: Theme.pad
            rightMargin: Theme.pad
            topMargin: Theme.gap
            bottomMargin: Theme.gap
        }
        visible: page.ready
        GridLayout {
            id: grid
            width: pane.width
            columns: page.wide ? 2 : 1
            columnSpacing: Theme.pad
            rowSpacing: Theme.gap
            ReviewBar {
                Layout.fillWidth: true
                Layout.columnSpan: page.wide ? 2 : 1
                onAnother: page.leave(() => app.review.leave())
            }
            ColumnLayout {
                Layout.fillWidth: true
                Layout.fillHeight: page.wide
                spacing: Theme.gap
                VideoView {
                    id: video
                    objectName: "reviewVideo"
                    Layout.fillWidth: true
                    Layout.fillHeight: page.wide
                    Layout.preferredHeight: page.wide ? -1 : Math.min(width * 0.75, 420 * Theme.scale)
                    Layout.minimumHeight: 200
                    feed: app.review
                    layers: [transport.network ? "network" : "", transport.witness ? "witness" : ""]
                    layerOpacity: app.settings.interface.overlay_opacity
                    Accessible.role: Accessible.Graphic
                    Accessible.name: qsTr("The recording")
                    AppText {
                        anchors.centerIn: parent
                        visible: !app.review.hasPicture
                        text: qsTr("This frame is being read.")
                        color: "#a9b5be"
                    }
                }
                ReviewTransport {
                    id: transport
                    Layout.fillWidth: true
                }
                ReviewTimeline {
                    id: timeline
                    objectName: "timeline"
                    Layout.fillWidth: true
                    focus: page.ready
                }
                ReviewLegend {
                    objectName: "legend"
                    Layout.fillWidth: true
                    // in a low window the picture needs the room
                    visible: !page.wide || page.height > 680 * Theme.scale
                    witness: timeline.witnessInk
                }
            }
            ColumnLayout {
                Layout.fillWidth: !page.wide
                Layout.fillHeight: page.wide
                Layout.preferredWidth: page.wide ? page.column : -1
                Layout.maximumWidth: page.wide ? page.column : -1
                spacing: Theme.gap
                ReviewList {
                    objectName: "measurementList"
                    Layout.fillWidth: true
                    Layout.fillHeight: page.wide
                    Layout.minimumHeight: 150 * Theme.scale
                    Layout.preferredHeight: page.wide ? 100 : contentHeight
                    interactive: page.wide
                }
                ReviewMap {
                    Layout.fillWidth: true
                    side: Math.max(140 * Theme.scale, Math.min(page.column - 150 * Theme.scale, page.height * 0.23))
                }
                ReviewCorrections {
                    id: corrections
                    Layout.fillWidth: true
                    timeline: timeline
                }
            }
        }
    }

    // by itself, because what is in the layout has its height from its width
    Binding {
        target: grid
        property: "height"
        value: page.wide ? Math.max(pane.height, 640 * Theme.scale) : grid.implicitHeight
    }

    AppDialog {
        id: leaving
        objectName: "leavingDialog"
        property var then: () => {}
        title: qsTr("Leave without saving?")
        buttons: [
            AppButton {
                objectName: "leaveAnyway"
                kind: "danger"
                text: qsTr("Leave")
                onClicked: {
                    leaving.close();
                    leaving.then();
                }
            },
            AppButton {
                objectName: "stay"
                kind: "primary"
                focus: true
                text: qsTr("Stay")
                onClicked: leaving.close()
            }
        ]
        AppText {
            Layout.fillWidth: true
            text: qsTr("Corrections of this recording were not saved, and would be lost.")
        }
    }

    Connections {
        target: app.review.corrections
        function onSaved() {
            app.told(app.review.recording.stored ? qsTr("Saved as a new version.") : qsTr("Saved beside the recording."));
        }
    }

    // asks before something is lost
    function leave(then) {
        if (!app.review.corrections.unsaved) {
            then();
            return;
        }
        leaving.then = then;
        leaving.open();
    }
    Component.onCompleted: {
        const wanted = app.navigation.arguments, shown = app.review.recording;
        // it may still be open, with corrections that are not saved yet
        if (wanted.recording && wanted.recording !== shown.id)
            leave(() => app.open_stored(wanted.recording, wanted.title ?? "", wanted.measurement ?? 0));
        else if (wanted.recording && wanted.measurement)
            app.review.show_breakup(wanted.measurement);
        else if (wanted.replayed)
            leave(() => app.review_replayed());
        else if (wanted.path && wanted.path !== shown.path)
            leave(() => app.review.open_file(wanted.path, wanted.eye ?? "unknown"));
    }

    component Act: AppShortcut {
        property var run
        enabled: page.ready
        onActivated: run()
    }
    AppShortcut {
        action: "app.open"
        enabled: app.review.state === "empty" || app.review.state === "failed"
        onActivated: opening.choose()
    }
    Act {
        action: "review.play"
        run: () => app.review.player.toggle()
    }
    Act {
        action: "review.back"
        run: () => app.review.player.step(-1)
        autoRepeat: true
    }
    Act {
        action: "review.on"
        run: () => app.review.player.step(1)
        autoRepeat: true
    }
    Act {
        action: "review.slower"
        run: () => app.review.player.change_speed(-1)
    }
    Act {
        action: "review.faster"
        run: () => app.review.player.change_speed(1)
    }
    Act {
        action: "review.loop"
        run: () => app.review.player.set_loops(!app.review.player.loops)
    }
    Act {
        action: "review.next"
        run: () => app.review.select_next(1)
    }
    Act {
        action: "review.previous"
        run: () => app.review.select_next(-1)
    }
    Act {
        action: "review.breakup"
        run: () => app.review.show_breakup(app.review.selected)
    }
    Act {
        action: "review.zoom"
        run: () => timeline.zoomed = !timeline.zoomed
    }
    Act {
        action: "review.span_first"
        run: () => timeline.mark(true)
    }
    Act {
        action: "review.span_last"
        run: () => timeline.mark(false)
    }
    Act {
        action: "review.span_none"
        run: () => timeline.unmark()
    }
    Act {
        action: "review.network"
        run: () => transport.network = !transport.network
    }
    Act {
        action: "review.witness"
        run: () => transport.witness = !transport.witness
    }
    Act {
        action: "review.move"
        run: () => corrections.move()
    }
    Act {
        action: "review.accept"
        run: () => corrections.judge("accept")
    }
    Act {
        action: "review.reject"
        run: () => corrections.judge("reject")
    }
    Act {
        action: "review.exclude"
        run: () => corrections.exclude()
    }
    Act {
        action: "review.undo"
        run: () => app.review.corrections.undo()
    }
    Act {
        action: "review.redo"
        run: () => app.review.corrections.redo()
    }
    Act {
        action: "review.save"
        run: () => app.review.corrections.save()
    }
}
