namespace Banyan.Host.Tests.App;

/// <summary>The one bound on waiting: far beyond what anything takes, so that only a hang meets it.</summary>
internal static class Patience
{
    public static TimeSpan Long { get; } = TimeSpan.FromSeconds(60);

    /// <summary>Waits until something is so.</summary>
    public static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        var since = TimeProvider.System.GetTimestamp();
        while (!await isSo())
        {
            TimeProvider.System.GetElapsedTime(since).ShouldBeLessThan(Long);
            await Task.Delay(50);
        }
    }
}
