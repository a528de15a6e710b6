import type { ReactNode } from 'react';
import { Navigate, Route, Routes, useLocation } from 'react-router';
import { CalendarView } from '../views/calendar/calendar-view.tsx';
import {
  InboxFallback,
  ListFallback,
  PostFallback,
  PostsFallback,
  TodayFallback,
} from './fallbacks.tsx';
import { onDemand } from './on-demand.tsx';
import { keepFilter } from './place.ts';
import { ReadyMark } from './ready.tsx';
import { ViewBoundary } from './view-boundary.tsx';

// One chunk for each view but the first.
const TodayView = onDemand(async () => {
  return (await import('../views/today/today-view.tsx')).TodayView;
});
const QueueView = onDemand(async () => {
  return (await import('../views/queue/queue-view.tsx')).QueueView;
});
const PostsView = onDemand(async () => {
  return (await import('../views/posts/posts-view.tsx')).PostsView;
});
const PostView = onDemand(async () => {
  return (await import('../views/post/post-view.tsx')).PostView;
});
const InboxView = onDemand(async () => {
  return (await import('../views/inbox/inbox-view.tsx')).InboxView;
});
const ApprovalsView = onDemand(async () => {
  return (await import('../views/approvals/approvals-view.tsx')).ApprovalsView;
});
const AccountsView = onDemand(async () => {
  return (await import('../views/accounts/accounts-view.tsx')).AccountsView;
});
const ClientsView = onDemand(async () => {
  return (await import('../views/clients/clients-view.tsx')).ClientsView;
});
const ClientView = onDemand(async () => {
  return (await import('../views/client/client-view.tsx')).ClientView;
});
const StudioView = onDemand(async () => {
  return (await import('../views/studio/studio-view.tsx')).StudioView;
});
const PlanView = onDemand(async () => {
  return (await import('../views/plan/plan-view.tsx')).PlanView;
});
const SettingsView = onDemand(async () => {
  return (await import('../views/settings/settings-view.tsx')).SettingsView;
});
const ImportView = onDemand(async () => {
  return (await import('../views/import/import-view.tsx')).ImportView;
});
export const ComposerSheet = onDemand(async () => {
  return (await import('../views/composer/composer-sheet.tsx')).ComposerSheet;
});
export const LibrarySheet = onDemand(async () => {
  return (await import('../views/library/library-sheet.tsx')).LibrarySheet;
});
export const HoldReasonDialog = onDemand(async () => {
  return (await import('../views/post/hold-reason-dialog.tsx')).HoldReasonDialog;
});
export const TriageSheet = onDemand(async () => {
  return (await import('../views/triage/triage-sheet.tsx')).TriageSheet;
});

/** Most asked for first. */
export const RAIL_VIEWS = [
  ...[QueueView, PostsView, TodayView, PostView, InboxView],
  ...[ApprovalsView, ClientsView, AccountsView, SettingsView, StudioView],
];

const inFrame = (View: typeof PostsView, fallback: ReactNode) => (
  <ViewBoundary>
    <View fallback={fallback} arrived={<ReadyMark />} />
  </ViewBoundary>
);

function Home() {
  const { search } = useLocation();
  return <Navigate to={keepFilter('/calendar', search)} replace />;
}

/** Every place there is. `?client=` filters all of them, `?compose=` opens the composer over any. */
export const AppRoutes = () => (
  <Routes>
    <Route
      path="/calendar"
      element={
        <ViewBoundary>
          <CalendarView />
          <ReadyMark />
        </ViewBoundary>
      }
    />
    <Route path="/today" element={inFrame(TodayView, <TodayFallback />)} />
    <Route path="/queue" element={inFrame(QueueView, <ListFallback title="Queue" />)} />
    <Route path="/posts" element={inFrame(PostsView, <PostsFallback />)} />
    <Route path="/posts/:postId" element={inFrame(PostView, <PostFallback />)} />
    <Route path="/inbox" element={inFrame(InboxView, <InboxFallback />)} />
    <Route path="/approvals" element={inFrame(ApprovalsView, <ListFallback title="Approvals" />)} />
    <Route path="/accounts" element={inFrame(AccountsView, <ListFallback title="Accounts" />)} />
    <Route path="/clients" element={inFrame(ClientsView, <ListFallback title="Clients" />)} />
    <Route
      path="/clients/:clientId"
      element={inFrame(ClientView, <ListFallback title="Client" />)}
    />
    <Route path="/studio" element={inFrame(StudioView, <ListFallback title="Studio" />)} />
    <Route path="/plan" element={inFrame(PlanView, <ListFallback title="Plan the month" />)} />
    <Route path="/settings" element={inFrame(SettingsView, <ListFallback title="Settings" />)} />
    <Route path="/import" element={inFrame(ImportView, <ListFallback title="Import posts" />)} />
    <Route path="*" element={<Home />} />
  </Routes>
);
