namespace Banyan.Host.Tests.App;

/// <summary>The one bound on waiting: far beyond what anything takes, so that only a hang meets it.</summary>
internal static class Patience
{
    public static TimeSpan Long { get; } = TimeSpan.FromSeconds(60);
}
