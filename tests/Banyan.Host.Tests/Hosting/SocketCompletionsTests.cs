using System.Runtime.CompilerServices;
using Banyan.Host.Hosting;

namespace Banyan.Host.Tests.Hosting;

public sealed class SocketCompletionsTests
{
    /// <summary>Hosts in this process run as the program does; nothing here has made a socket yet.</summary>
    [ModuleInitializer]
    internal static void Begin() => SocketCompletions.Prepare();

    [Fact]
    public void Whoever_starts_the_process_has_the_last_word()
    {
        var before = Environment.GetEnvironmentVariable(SocketCompletions.Variable);
        try
        {
            Environment.SetEnvironmentVariable(SocketCompletions.Variable, "0");
            SocketCompletions.Prepare();
            Environment.GetEnvironmentVariable(SocketCompletions.Variable).ShouldBe("0");

            Environment.SetEnvironmentVariable(SocketCompletions.Variable, null);
            SocketCompletions.Prepare();
            Environment.GetEnvironmentVariable(SocketCompletions.Variable).ShouldBe("1");
        }
        finally
        {
            Environment.SetEnvironmentVariable(SocketCompletions.Variable, before);
        }
    }
}
