import { Loading, Skeleton } from '../../ui/skeleton.tsx';

export const ComposerSkeleton = () => (
  <Loading label="Loading the post">
    <div className="space-y-4 p-6">
      <Skeleton className="h-7 w-64" />
      <Skeleton className="h-4 w-96 max-w-full" />
      <Skeleton className="h-4 w-80 max-w-full" />
      <Skeleton className="h-4 w-56 max-w-full" />
    </div>
  </Loading>
);
