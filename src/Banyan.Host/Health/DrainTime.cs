namespace Banyan.Host.Health;

/// <summary>How long running answers may go on after SIGTERM.</summary>
internal sealed record DrainTime(TimeSpan Value);
