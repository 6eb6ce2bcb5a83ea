using System.Globalization;
using Banyan.Intents.Running;
using Banyan.Intents.Running.Calling;
using Banyan.Intents.Spine;
using Banyan.Intents.Tests.Running.Kit;
using Banyan.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Banyan.Intents.Tests.Running.Retail;

/// <summary>The node that <see cref="RetailKilledNodeTests"/> starts as a process of its own and kills in the middle of a task.</summary>
[Trait("needs", "data")]
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class RetailKilledNode
{
    /// <summary>What the child is told, one a line: folder, database, key, shop, task, write, point, whether keys are honoured, conversation.</summary>
    public const string Told = "killed-retail-node.txt";

    [Fact]
    public async Task Carries_out_a_task_unless_it_is_killed()
    {
        var letter = Path.Combine(Path.GetTempPath(), Told);
        if (File.Exists(letter))
        {
            var told = await File.ReadAllLinesAsync(letter);
            var stop = (Point: told[6], Write: int.Parse(told[5], CultureInfo.InvariantCulture));
            await RunAsync(new StorageOptions { DataDir = told[0], Database = told[1], MasterKeyFile = told[2] }, new Uri(told[3]), RetailTasks.All[int.Parse(told[4], CultureInfo.InvariantCulture)], stop, bool.Parse(told[7]), told[8]);
            return;
        }

        using var folder = new TestKit.TempFolder();
        await using var shop = await HttpBackend.StartAsync();
        var (store, direct) = (new RetailStore(), new RetailStore());
        shop.Does = (context, heard) =>
        {
            var (tool, arguments) = RetailCatalogue.CallOf(context, heard);
            var (status, json) = RetailCatalogue.AnswerOf(store, tool, arguments);
            return HttpBackend.JsonAsync(context, status, json);
        };
        var task = RetailTasks.All.First(one => one.Writes > 1);
        await RunAsync(new StorageOptions { DataDir = folder.Path }, shop.BaseUrl, task, ("none", 0), true, "c1");
        foreach (var action in task.Actions)
        {
            direct.Call(action.Tool, action.Arguments);
        }

        store.Hash().ShouldBe(direct.Hash());
    }

    private static async Task RunAsync(StorageOptions storage, Uri shop, RetailTask task, (string Point, int Write) stop, bool honoursKeys, string conversation)
    {
        var catalogue = RetailCatalogue.At(shop, honoursKeys);
        await using var node = await StoredNode.StartAsync(storage, catalogue, "killed", services => services
            .AddSingleton(KilledNodeTests.Options("killed"))
            .AddSingleton<IBackends>(parts => new Stopping(ActivatorUtilities.CreateInstance<Backends>(parts), parts.GetRequiredService<BackendInvoker>(), shop, stop.Point, stop.Write)));
        var person = Texts.Person(task.UserId);
        var begun = await node.Runner.BeginAsync(new RunMessage(person, conversation, "m1", "hash", Texts.Json("""{"text":"x"}""")), default);
        await using var hold = begun.Hold.ShouldNotBeNull();
        var outcome = await node.Runner.RunAsync(hold, RetailCatalogue.ScopeOf(task, hold, person, catalogue), Node.Budget(), default);
        while (outcome is { Status: RunStatus.AwaitingConfirmation, Confirmation: { } asked })
        {
            outcome = await node.Runner.ConfirmAsync(hold, new ConfirmationReply(person, conversation, asked.Code, true), Node.Budget(), default);
        }

        await Texts.CloseAsync(hold, outcome.Status);
    }
}
