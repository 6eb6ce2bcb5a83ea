using Banyan.Gateway.Catalog;

namespace Banyan.Host.Demo;

/// <summary>What <c>--demo</c> adds to serving: the Shop, its section of the configuration, and a plain warning.</summary>
internal static class DemoRun
{
    private const string Warning =
        "This is a demo: a typed e-mail is an identity, nobody is asked to prove who they are. It listens on 127.0.0.1 only. Never run it where others can reach it.";

    /// <summary>Starts the Shop, loads the configuration over the Shop's own, and serves.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(Func<ConfigUnderlay, LoadedConfig> load, Func<LoadedConfig, Task<int>> serve, bool hasUsualPorts)
    {
        if (SourceTree.Find(AppContext.BaseDirectory) is not { } tree)
        {
            Console.Error.WriteLine("--demo starts the sample services and needs the source tree they are built in: clone it, then dotnet run --project src/Banyan.Host -- --demo");
            return 1;
        }

        try
        {
            await using var shop = await DemoShop.StartAsync(tree, hasUsualPorts);
            var loaded = load(new ConfigUnderlay(shop.Place(await File.ReadAllTextAsync(Path.Combine(tree.Shop, "shop.banyan.yaml"))), tree.Shop));
            if (!loaded.Settings.Listen.IsLoopback)
            {
                Console.Error.WriteLine($"--demo listens on 127.0.0.1 only, and the configuration says {loaded.Settings.Listen}: a typed e-mail is an identity there. Take server.listen out, or leave --demo.");
                return 1;
            }

            Console.Out.WriteLine($"{Warning}\nThe Shop (customers ada@, bob@, cleo@, dan@, eve@ and finn@shop.example, staff mia@shop.example):");
            Console.Out.WriteLine(string.Join('\n', shop.Lines));
            return await serve(loaded);
        }
        catch (DemoException broken)
        {
            Console.Error.WriteLine(broken.Message);
            return 1;
        }
    }
}
