using System.Diagnostics;
using Banyan.Intents.Running;
using Banyan.Intents.Running.Journal;
using Banyan.Intents.Running.State;
using Banyan.Intents.Spine;
using Banyan.Intents.Tests.Running.Kit;
using Banyan.Storage;
using Banyan.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace Banyan.Intents.Tests.Running;

/// <summary>A process killed with SIGKILL at each point of a write, on PostgreSQL with a lease of half a second; another node carries the run on.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class KilledNodeTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private readonly TempFolder _folder = new();
    private PostgresServer _postgres = null!;
    private HttpBackend _shop = null!;

    public static TheoryData<string, bool> Points => new()
    {
        { "before send", true }, { "after effect", true }, { "after answer", true },
        { "before send", false }, { "after effect", false }, { "after answer", false },
    };

    internal static RunningOptions Options(string node) => new() { Node = node, LeaseLife = TimeSpan.FromMilliseconds(500) };

    public async ValueTask InitializeAsync()
    {
        _postgres = await PostgresServer.StartAsync();
        _shop = await HttpBackend.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _shop.DisposeAsync();
        await _postgres.DisposeAsync();
        _folder.Dispose();
    }

    [Theory]
    [MemberData(nameof(Points))]
    public async Task A_write_of_a_killed_process_happens_once_under_a_key_and_is_told_as_unknown_without(string point, bool honoursKeys)
    {
        var storage = await StorageAsync();
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var closing = new Closing { HonoursKeys = honoursKeys, BeforeAnswer = () => point == "after effect" ? HoldAsync(reached) : Task.CompletedTask };
        _shop.Does = async (context, heard) =>
        {
            if (heard.Target == "/here")
            {
                reached.SetResult();
                await HttpBackend.JsonAsync(context, 200, "{}");
                return;
            }

            await closing.AnswerAsync(context, heard);
        };
        using (var killed = await StartAsync(string.Join('\n', storage.DataDir, storage.Database, storage.MasterKeyFile, _shop.BaseUrl, point, honoursKeys)))
        {
            (await Task.WhenAny(reached.Task, killed.WaitForExitAsync()).WaitAsync(Patience)).ShouldBe(reached.Task, "the node ended by itself");
            killed.Kill();
            await killed.WaitForExitAsync().WaitAsync(Patience);
        }

        closing.BeforeAnswer = () => Task.CompletedTask;
        await using var next = await StoredNode.StartAsync(storage, Closing.Catalogue(_shop.BaseUrl, honoursKeys), "next", services => services.AddSingleton(Options("next")));
        using var patience = new CancellationTokenSource(Patience);
        while (await next.Recovery.SweepAsync(patience.Token) == 0)
        {
            await Task.Yield();
        }

        var journal = next.Part<IJournalStore>();
        var run = (await journal.FindAsync("t", "c1", "m1", default)).ShouldNotBeNull();
        var state = RunFold.Of(await journal.ReadAsync("t", run.Id, 0, default));
        run.IsOpen.ShouldBeFalse();
        state.Ended["s1"].Status.ShouldBe(honoursKeys ? StepStatus.Succeeded : StepStatus.UnknownOutcome);
        closing.Effects.ShouldBe(honoursKeys ? 1 : point == "before send" ? 0 : 1);
    }

    private static Task HoldAsync(TaskCompletionSource reached)
    {
        reached.TrySetResult();
        return new TaskCompletionSource().Task.WaitAsync(Patience).ContinueWith(_ => { }, TaskScheduler.Default);
    }

    private Task<Process> StartAsync(string told) => ChildNode.StartAsync(
        _folder.File("child-" + Guid.CreateVersion7().ToString("N")), KilledNode.Told, told, $"{typeof(KilledNode).FullName}.{nameof(KilledNode.Works_to_its_end_unless_it_is_killed)}");

    private async Task<StorageOptions> StorageAsync()
    {
        var key = _folder.File(Guid.CreateVersion7().ToString("N"));
        await File.WriteAllTextAsync(key, Convert.ToBase64String(new byte[32]));
        File.SetUnixFileMode(key, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return new StorageOptions { DataDir = _folder.Path, Database = await _postgres.CreateDatabaseAsync(), MasterKeyFile = key };
    }
}
