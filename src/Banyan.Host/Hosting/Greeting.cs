using Banyan.Gateway.Catalog;
using Banyan.Gateway.Spine;

namespace Banyan.Host.Hosting;

/// <summary>What a person sees when the service is up: where to go, a first key, a first question.</summary>
internal static class Greeting
{
    public static void Print(WebApplication app, LoadedConfig loaded, string? madeKey)
    {
        var address = app.Urls.FirstOrDefault() ?? loaded.Settings.Listen.ToString().TrimEnd('/');
        var catalog = app.Services.GetRequiredService<ICatalog>().Current;
        var real = catalog.Providers.Values.Count(provider => provider.Kind != "mock" && provider.IsConfigured);
        Console.Out.WriteLine($"Banyan listens on {address}");
        Console.Out.WriteLine(real == 0
            ? "No provider is configured: the built-in mock answers (model mock/chat). Write a banyan.yaml to reach real ones; --help says more."
            : $"{real} providers, {catalog.Models.Count} models, {catalog.Aliases.Count} aliases.");
        foreach (var problem in loaded.Problems.Take(20))
        {
            Console.Out.WriteLine($"  {problem.Severity.ToString().ToLowerInvariant()} {problem.Code} {problem.Path}: {problem.Message}");
        }

        if (madeKey is not null)
        {
            Console.Out.WriteLine();
            Console.Out.WriteLine($"Your first key, shown this once: {madeKey}");
            Console.Out.WriteLine();
            Console.Out.WriteLine($"  curl {address}/v1/chat/completions -H \"Authorization: Bearer {madeKey}\" \\");
            Console.Out.WriteLine("    -H \"Content-Type: application/json\" -d '{\"model\":\"mock/chat\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}'");
        }
    }
}
