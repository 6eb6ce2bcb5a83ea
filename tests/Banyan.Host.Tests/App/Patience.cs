namespace Banyan.Host.Tests.App;

/// <summary>The one bound on waiting: far beyond what anything takes, so that only a hang meets it.</summary>
internal static class Patience
{
    public static TimeSpan Long { get; } = TimeSpan.FromSeconds(60);

    /// <summary>Waits until something is so.</summary>
    public static Task UntilAsync(Func<bool> isSo) => UntilAsync(() => Task.FromResult(isSo()));

    /// <summary>Waits until something is so.</summary>
    /// <param name="isSo">Looks.</param>
    /// <param name="instead">What is so instead, for whoever waited in vain.</param>
    public static async Task UntilAsync(Func<Task<bool>> isSo, Func<string>? instead = null)
    {
        var since = TimeProvider.System.GetTimestamp();
        while (!await isSo())
        {
            TimeProvider.System.GetElapsedTime(since).ShouldBeLessThan(Long, instead?.Invoke());
            await Task.Delay(50);
        }
    }
}
