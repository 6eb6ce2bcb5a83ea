using Banyan.Intents.Running;
using Banyan.Intents.Running.Journal;
using Banyan.Intents.Running.State;
using Banyan.Intents.Spine;
using Banyan.Intents.Tests.Running.Kit;
using Banyan.Storage;
using Banyan.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace Banyan.Intents.Tests.Running;

/// <summary>Two nodes on one PostgreSQL, before one backend that honours keys.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class TwoNodesTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly TempFolder _folder = new();
    private readonly Closing _closing = new();
    private PostgresServer _postgres = null!;
    private HttpBackend _shop = null!;
    private StorageOptions _storage = null!;
    private IntentCatalogue _catalogue = null!;

    public async ValueTask InitializeAsync()
    {
        _postgres = await PostgresServer.StartAsync();
        _shop = await HttpBackend.StartAsync();
        _shop.Does = _closing.AnswerAsync;
        _catalogue = Closing.Catalogue(_shop.BaseUrl, honoursKeys: true);
        var key = _folder.File("master.key");
        await File.WriteAllTextAsync(key, Convert.ToBase64String(new byte[32]));
        File.SetUnixFileMode(key, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        _storage = new StorageOptions { DataDir = _folder.Path, Database = await _postgres.CreateDatabaseAsync(), MasterKeyFile = key };
    }

    public async ValueTask DisposeAsync()
    {
        await _shop.DisposeAsync();
        await _postgres.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_node_that_comes_back_late_writes_nothing_and_the_effect_is_one()
    {
        var (sent, goOn) = (new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        var calls = 0;
        _closing.BeforeAnswer = async () =>
        {
            if (Interlocked.Increment(ref calls) == 1)
            {
                sent.SetResult();
                await goOn.Task.WaitAsync(Patience);
            }
        };

        // A clock that stands still renews nothing: the node is as good as paused.
        await using var late = await NodeAsync("late", TimeSpan.FromMilliseconds(500), services => services.AddSingleton<TimeProvider>(new FakeClock(TimeProvider.System.GetUtcNow())));
        await using var next = await NodeAsync("next");
        var begun = await BeginAsync(late);
        var hold = begun.Hold.ShouldNotBeNull();
        var asked = await late.Runner.RunAsync(hold, Closing.Scope(hold, _catalogue), Node.Budget(), default);
        var working = late.Runner.ConfirmAsync(hold, new ConfirmationReply(Texts.Ada, "c1", asked.Confirmation!.Code, true), Node.Budget(), default);
        await sent.Task.WaitAsync(Patience);
        using (var patience = new CancellationTokenSource(Patience))
        {
            while (await next.Recovery.SweepAsync(patience.Token) == 0)
            {
                await Task.Yield();
            }
        }

        goOn.SetResult();
        await Should.ThrowAsync<OperationCanceledException>(working);
        hold.Lost.IsCancellationRequested.ShouldBeTrue();
        await Should.ThrowAsync<OperationCanceledException>(() => hold.SayAsync("too late", default));
        await hold.DisposeAsync();

        _closing.Effects.ShouldBe(1);
        calls.ShouldBe(2, "it was sent again, under its key");
        var events = await next.Part<IJournalStore>().ReadAsync("t", begun.Run.Id, 0, default);
        events.Select(one => one.Sequence).ShouldBe(Enumerable.Range(1, events.Count).Select(i => (long)i));
        events.Select(one => one.Fence).ShouldBe(events.Select(one => one.Fence).Order(), "nothing of the late node stands behind the next one's");
        (events[0].Node, events[^1].Node).ShouldBe(("late", "next"));
        RunFold.Of(events).Status.ShouldBe(RunStatus.Succeeded);
    }

    [Fact]
    public async Task The_same_message_twenty_times_at_once_is_one_effect_and_twenty_equal_answers()
    {
        await using var one = await NodeAsync("one");
        await using var two = await NodeAsync("two");
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(() => AskAsync(i % 2 == 0 ? one : two)))).WaitAsync(Patience);
        answers.Distinct().ShouldHaveSingleItem();
        _shop.Calls.ShouldHaveSingleItem();
    }

    private static Task<RunBeginning> BeginAsync(StoredNode node) =>
        node.Runner.BeginAsync(new RunMessage(Texts.Ada, "c1", "m1", "hash", Texts.Json("""{"text":"close my account"}""")), default);

    private async Task<string> AskAsync(StoredNode node)
    {
        var begun = await BeginAsync(node);
        if (begun.Hold is { } hold)
        {
            var outcome = await node.Runner.RunAsync(hold, Closing.Scope(hold, _catalogue), Node.Budget(), default);
            outcome = await node.Runner.ConfirmAsync(hold, new ConfirmationReply(Texts.Ada, "c1", outcome.Confirmation!.Code, true), Node.Budget(), default);
            await Texts.CloseAsync(hold, outcome.Status);
            await hold.DisposeAsync();
        }

        return (await node.Feed.AnswerAsync("t", begun.Run.Id, 0, default)).GetRawText();
    }

    private Task<StoredNode> NodeAsync(string name, TimeSpan? life = null, Action<IServiceCollection>? more = null) => StoredNode.StartAsync(_storage, _catalogue, name, services =>
    {
        more?.Invoke(services);
        services.AddSingleton(new RunningOptions { Node = name, LeaseLife = life ?? new RunningOptions().LeaseLife });
    });
}
