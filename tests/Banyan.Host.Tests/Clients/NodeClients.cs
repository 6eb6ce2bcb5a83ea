using Banyan.TestKit;

namespace Banyan.Host.Tests.Clients;

/// <summary>The JavaScript clients of <c>tests/clients-node</c>, told where the service is.</summary>
internal static class NodeClients
{
    /// <summary>The test files, by name.</summary>
    public static string[] Scripts() => [.. Directory.GetFiles(NodePackage.Clients.PathOf(), "*.test.js").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    /// <summary>Runs a program in the package's folder and waits for its end.</summary>
    /// <returns>Its exit status and all it wrote.</returns>
    public static async Task<(int Status, string Output)> RunAsync(string program, string[] arguments, string url = "", string key = "")
    {
        var (status, output, complaints) = await NodePackage.Clients.RunAsync(program, arguments, "", ("BANYAN_URL", url), ("BANYAN_KEY", key));
        return (status, output + complaints);
    }
}
