import { Component, type ReactNode } from 'react';
import { forgetFailures } from './on-demand.tsx';

interface ErrorBoundaryProps {
  /** Another place clears the error. */
  place: string;
  /** What stands there instead. `retry` renders the children again. */
  fallback: (retry: () => void) => ReactNode;
  children: ReactNode;
}

/** What breaks inside stays inside. React logs the error; main writes the console's errors down. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override componentDidUpdate(previous: ErrorBoundaryProps) {
    if (this.state.failed && previous.place !== this.props.place) this.setState({ failed: false });
  }

  override render() {
    if (!this.state.failed) return this.props.children;
    return this.props.fallback(() => {
      forgetFailures();
      this.setState({ failed: false });
    });
  }
}
