using System.Security.Cryptography;
using Banyan.TestKit;

namespace Banyan.Host.Tests.Processes;

/// <summary>Tool loops against a provider that insists on its signatures, by callers who keep none: the service must, whichever of its processes is asked.</summary>
public sealed class SignatureLoopTests
{
    /// <summary>Doors and the wires of the providers behind them. Ollama's calls have no ids, and its turns no place for a signature.</summary>
    public static TheoryData<string, string> Loops => new() { { "C", "G" }, { "A", "G" }, { "R", "G" }, { "O", "G" }, { "O", "A" }, { "O", "R" } };

    [Theory]
    [MemberData(nameof(Loops))]
    public async Task A_loop_of_three_calls_goes_on_after_the_service_was_killed_between_any_two(string door, string wire)
    {
        await using var wall = SigningProvider.Of(wire).Start();
        using var folder = new HostFolder(SigningProvider.Of(wire).Yaml(wall));
        var caller = new StandardCaller(door);
        string? key = null;
        for (var turn = 0; turn <= SigningProvider.Calls; turn++)
        {
            caller.Heard.ShouldBeNull();
            await using var host = await folder.ServeAsync();
            key ??= await host.KeyAsync();
            await caller.TurnAsync(host.Http, key);
            await host.KillAsync();
        }

        caller.Heard.ShouldBe("it was done");
    }

    [Theory]
    [MemberData(nameof(Loops))]
    public async Task A_loop_of_three_calls_goes_on_when_each_turn_comes_to_the_other_node(string door, string wire)
    {
        await using var server = await PostgresServer.StartAsync();
        await using var wall = SigningProvider.Of(wire).Start();
        using var one = new HostFolder(SigningProvider.Of(wire).Yaml(wall));
        using var two = new HostFolder(SigningProvider.Of(wire).Yaml(wall));
        var database = await server.CreateDatabaseAsync();
        var master = MasterKey(one);
        foreach (var folder in (HostFolder[])[one, two])
        {
            folder.Set("BANYAN__storage__database", database);
            folder.Set("BANYAN_MASTER_KEY_FILE", master);
        }

        await using var first = await one.ServeAsync();
        var key = await first.KeyAsync();
        await using var second = await two.ServeAsync();
        var caller = new StandardCaller(door);
        for (var turn = 0; turn <= SigningProvider.Calls; turn++)
        {
            caller.Heard.ShouldBeNull();
            await caller.TurnAsync((turn % 2 == 0 ? first : second).Http, key);
        }

        caller.Heard.ShouldBe("it was done");
    }

    private static string MasterKey(HostFolder folder)
    {
        var path = Path.Combine(Path.GetDirectoryName(folder.Data)!, "master.key");
        File.WriteAllText(path, Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        return path;
    }
}
