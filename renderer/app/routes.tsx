import { lazy, type ReactNode } from 'react';
import { Navigate, Route, Routes, useLocation } from 'react-router';
import { CalendarFallback, ListFallback, PostFallback, PostsFallback } from './fallbacks.tsx';
import { keepFilter } from './place.ts';
import { ViewBoundary } from './view-boundary.tsx';

// One chunk for each view: only the calendar is fetched at the start, beside this one (main.tsx).
const CalendarView = lazy(async () => ({
  default: (await import('../views/calendar/calendar-view.tsx')).CalendarView,
}));
const PostsView = lazy(async () => ({
  default: (await import('../views/posts/posts-view.tsx')).PostsView,
}));
const PostView = lazy(async () => ({
  default: (await import('../views/post/post-view.tsx')).PostView,
}));
const AccountsView = lazy(async () => ({
  default: (await import('../views/accounts/accounts-view.tsx')).AccountsView,
}));
const ClientsView = lazy(async () => ({
  default: (await import('../views/clients/clients-view.tsx')).ClientsView,
}));
const SettingsView = lazy(async () => ({
  default: (await import('../views/settings/settings-view.tsx')).SettingsView,
}));
/** Also called when the pointer nears a button that opens it: then it opens at once. */
export const importComposer = () => import('../views/composer/composer-sheet.tsx');
export const ComposerSheet = lazy(async () => ({
  default: (await importComposer()).ComposerSheet,
}));

const inFrame = (view: ReactNode, fallback: ReactNode) => (
  <ViewBoundary fallback={fallback}>{view}</ViewBoundary>
);

function Home() {
  const { search } = useLocation();
  return <Navigate to={keepFilter('/calendar', search)} replace />;
}

/** Every place there is. `?client=` filters all of them, `?compose=` opens the composer over any. */
export const AppRoutes = () => (
  <Routes>
    <Route path="/calendar" element={inFrame(<CalendarView />, <CalendarFallback />)} />
    <Route path="/posts" element={inFrame(<PostsView />, <PostsFallback />)} />
    <Route path="/posts/:postId" element={inFrame(<PostView />, <PostFallback />)} />
    <Route
      path="/accounts"
      element={inFrame(<AccountsView />, <ListFallback title="Accounts" />)}
    />
    <Route path="/clients" element={inFrame(<ClientsView />, <ListFallback title="Clients" />)} />
    <Route
      path="/settings"
      element={inFrame(<SettingsView />, <ListFallback title="Settings" />)}
    />
    <Route path="*" element={<Home />} />
  </Routes>
);
