using System.Collections.Concurrent;
using Banyan.Intents.Running;
using Banyan.Intents.Running.Journal;
using Banyan.Intents.Running.State;
using Banyan.Intents.Spine;
using Banyan.Intents.Tests.Running.Kit;
using Banyan.Storage;
using Banyan.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace Banyan.Intents.Tests.Running.Retail;

/// <summary>Retail tasks in a process of their own that is killed with SIGKILL at a write, on PostgreSQL, with the real guard rails and real calls; another node carries them on.</summary>
[Trait("needs", "data")]
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class RetailKilledNodeTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const int Seed = 11, ShortKills = 20, MostStarts = 5;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);
    private static readonly string[] Points = ["before send", "after effect", "after answer"];
    private readonly TempFolder _folder = new();
    private PostgresServer _postgres = null!;
    private StorageOptions _storage = null!;

    public async ValueTask InitializeAsync()
    {
        _postgres = await PostgresServer.StartAsync();
        var key = _folder.File("master.key");
        await File.WriteAllTextAsync(key, Convert.ToBase64String(new byte[32]));
        File.SetUnixFileMode(key, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        _storage = new StorageOptions { DataDir = _folder.Path, Database = await _postgres.CreateDatabaseAsync(), MasterKeyFile = key };
    }

    public async ValueTask DisposeAsync()
    {
        await _postgres.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_task_whose_process_is_killed_at_a_write_ends_as_if_it_was_not()
    {
        var kills = RetailTasks.All.SelectMany((task, number) => Enumerable.Range(0, task.Writes).SelectMany(write => Points.Select(point => (Task: number, Write: write, Point: point)))).ToArray();
        kills.Length.ShouldBe(621);
        if (!IsFull())
        {
            new Random(Seed).Shuffle(kills);
            kills = kills[..ShortKills];
        }

        var told = new ConcurrentQueue<string>();
        await using var next = await StoredNode.StartAsync(_storage, Empty, "migrates");
        foreach (var (kill, number) in kills.Select((kill, number) => (kill, number)))
        {
            var (outcome, starts) = ((string?)null, 0);
            while (outcome is null)
            {
                starts.ShouldBeLessThan(MostStarts, $"task {kill.Task}, write {kill.Write}: its node never begins");
                outcome = await KillAsync(kill, honoursKeys: number % 2 == 0, $"c{number}.{starts++}", next.Part<IJournalStore>());
            }

            told.Enqueue(outcome);
        }

        output.WriteLine($"{kills.Length} kills: {string.Join(", ", told.GroupBy(one => one).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => $"{group.Count()} {group.Key}"))}");
        told.Count(one => one.StartsWith(Starved, StringComparison.Ordinal)).ShouldBeLessThan(kills.Length / 2, "what is killed must have stood where it is killed");
        kills.Select(kill => kill.Point).Distinct().Count().ShouldBe(3);
    }

    /// <summary>Told of a node that lost its lease before the point, as it may where others want the processor: it is carried on as if it had died.</summary>
    private const string Starved = "starved";

    private static IntentCatalogue Empty { get; } = Made.Of();

    /// <summary>Kills one task at one point and has it carried on.</summary>
    /// <returns>The point and what came of the write; null when the node ended before it had begun.</returns>
    private async Task<string?> KillAsync((int Task, int Write, string Point) kill, bool honoursKeys, string conversation, IJournalStore journal)
    {
        bool isKilled;
        var name = $"task {kill.Task}, write {kill.Write}, {kill.Point}, {(honoursKeys ? "keys" : "no keys")}";
        var task = RetailTasks.All[kill.Task];
        await using var shop = await KilledShop.StartAsync(kill.Point == "after effect" ? kill.Write : null, honoursKeys);
        string[] letter = [_storage.DataDir, _storage.Database, _storage.MasterKeyFile!, shop.Address.ToString(), $"{kill.Task}", $"{kill.Write}", kill.Point, $"{honoursKeys}", conversation];
        using (var killed = await ChildNode.StartAsync(_folder.File(conversation), RetailKilledNode.Told, string.Join('\n', letter), $"{typeof(RetailKilledNode).FullName}.{nameof(RetailKilledNode.Carries_out_a_task_unless_it_is_killed)}"))
        {
            isKilled = await Task.WhenAny(shop.Reached, killed.WaitForExitAsync()).WaitAsync(Patience) == shop.Reached;
            killed.Kill();
            await killed.WaitForExitAsync().WaitAsync(Patience);
        }

        if (!isKilled && await journal.FindAsync("t", conversation, "m1", default) is null)
        {
            return null;
        }

        shop.GoOn();
        var state = await CarryOnAsync(shop, task, honoursKeys, conversation);
        shop.Effects.Values.ShouldAllBe(times => times == 1, name);
        if (state.Pin is null && !isKilled)
        {
            return null;
        }

        var statuses = state.Pin!.Plan.Steps.Select(step => state.Ended[step.Id].Status).ToList();
        var unknown = statuses.Count(status => status == StepStatus.UnknownOutcome);
        if (!honoursKeys && !isKilled)
        {
            unknown.ShouldBeLessThanOrEqualTo(1, name);
            return $"{Starved}, no keys";
        }

        if (!honoursKeys)
        {
            unknown.ShouldBe(1, $"{name}: nobody can know, and it is told");
            return $"{kill.Point}, no keys: told as unknown, done {(kill.Point == "before send" ? "never" : "once")}";
        }

        unknown.ShouldBe(0, name);
        var direct = new RetailStore();
        foreach (var action in task.Actions)
        {
            direct.Call(action.Tool, action.Arguments);
        }

        shop.Store.Hash().ShouldBe(direct.Hash(), name);
        return isKilled ? $"{kill.Point}, keys: done once" : $"{Starved}, keys: done once";
    }

    private async Task<RunState> CarryOnAsync(KilledShop shop, RetailTask task, bool honoursKeys, string conversation)
    {
        await using var next = await StoredNode.StartAsync(_storage, RetailCatalogue.At(shop.Address, honoursKeys), "next", services => services.AddSingleton(new RunningOptions { Node = "next" }));
        using var patience = new CancellationTokenSource(Patience);
        while (await next.Recovery.SweepAsync(patience.Token) == 0)
        {
            await Task.Yield();
        }

        var (journal, person) = (next.Part<IJournalStore>(), Texts.Person(task.UserId));
        var run = (await journal.FindAsync("t", conversation, "m1", default)).ShouldNotBeNull();
        while (await journal.FindOpenConfirmationAsync("t", person.Id, conversation, default) is { } waits)
        {
            await using var hold = (await next.Runner.TakeAsync("t", waits.RunId, default)).ShouldNotBeNull();
            var outcome = await next.Runner.ConfirmAsync(hold, new ConfirmationReply(person, conversation, waits.Code, true), Node.Budget(), default);
            await Texts.CloseAsync(hold, outcome.Status);
        }

        (await journal.FindAsync("t", run.Id, default)).ShouldNotBeNull().IsOpen.ShouldBeFalse();
        return RunFold.Of(await journal.ReadAsync("t", run.Id, 0, default));
    }

#pragma warning disable RS0030 // Tests have no host that could hand the value on.
    private static bool IsFull() => Environment.GetEnvironmentVariable("BANYAN_FULL") == "1";
#pragma warning restore RS0030
}
