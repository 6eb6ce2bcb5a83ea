namespace Banyan.Host.Hosting;

/// <summary>Where the rest of a request runs when bytes come in: on the thread that learnt of them, without a way through the thread pool.</summary>
/// <remarks>
/// A tenth of a small request's processor time (docs/adr/0054). What runs there must not wait for anything but by awaiting: work that takes its time, and code of
/// others, goes to the pool first. The setting is the runtime's, read once, before the first socket is made (source: SocketAsyncEngine.Unix.cs of .NET 10, read 2026-11-22).
/// </remarks>
internal static class SocketCompletions
{
    /// <summary>The runtime's variable: 1 is inline, 0 through the pool.</summary>
    internal const string Variable = "DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS";

    /// <summary>Sets it for this process unless whoever started it did. Must be called before any socket is made.</summary>
    public static void Prepare()
    {
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable(Variable)))
        {
            Environment.SetEnvironmentVariable(Variable, "1");
        }
    }
}
