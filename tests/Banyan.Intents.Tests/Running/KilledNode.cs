using Banyan.Intents.Running.Calling;
using Banyan.Intents.Spine;
using Banyan.Intents.Tests.Running.Kit;
using Banyan.Storage;
using Banyan.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace Banyan.Intents.Tests.Running;

/// <summary>The node that <see cref="KilledNodeTests"/> starts as a process of its own and kills.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class KilledNode
{
    /// <summary>What a node started as a child is told, in its folder for temporary files: folder, database, key, shop, point, whether keys are honoured.</summary>
    public const string Told = "killed-node.txt";

    [Fact]
    public async Task Works_to_its_end_unless_it_is_killed()
    {
        var letter = Path.Combine(Path.GetTempPath(), Told);
        if (File.Exists(letter))
        {
            var told = await File.ReadAllLinesAsync(letter);
            await WorkAsync(new StorageOptions { DataDir = told[0], Database = told[1], MasterKeyFile = told[2] }, new Uri(told[3]), told[4], bool.Parse(told[5]));
            return;
        }

        using var folder = new TempFolder();
        await using var shop = await HttpBackend.StartAsync();
        var closing = new Closing();
        shop.Does = (context, heard) => heard.Target == "/here" ? HttpBackend.JsonAsync(context, 500, "{}") : closing.AnswerAsync(context, heard);
        (await WorkAsync(new StorageOptions { DataDir = folder.Path }, shop.BaseUrl, "none", honoursKeys: true)).ShouldBe(RunStatus.Succeeded);
        closing.Effects.ShouldBe(1);
    }

    private static async Task<RunStatus> WorkAsync(StorageOptions storage, Uri shop, string point, bool honoursKeys)
    {
        var catalogue = Closing.Catalogue(shop, honoursKeys);
        await using var node = await StoredNode.StartAsync(storage, catalogue, "killed", services => services
            .AddSingleton(KilledNodeTests.Options("killed"))
            .AddSingleton<IBackends>(parts => new Stopping(ActivatorUtilities.CreateInstance<Backends>(parts), parts.GetRequiredService<BackendInvoker>(), shop, point)));
        var (hold, outcome) = await Closing.RunAsync(node, catalogue, "m1");
        await hold.DisposeAsync();
        return outcome.Status;
    }
}
