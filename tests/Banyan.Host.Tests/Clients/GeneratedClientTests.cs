using Banyan.Host.Tests.App;
using Banyan.TestKit;

namespace Banyan.Host.Tests.Clients;

/// <summary>A client generated from the schema's text by the usual generator, for TypeScript at its strictest.</summary>
[Trait("needs", "node")]
public sealed class GeneratedClientTests
{
    [Fact]
    public async Task What_is_generated_of_the_schema_compiles_strictly_and_speaks_to_the_service()
    {
        await ShouldPassAsync([NodePackage.Codegen.PathOf("node_modules", "@graphql-codegen", "cli", "cjs", "bin.js"), "--config", "codegen.cjs"]);
        (await File.ReadAllTextAsync(NodePackage.Codegen.PathOf("artifacts", "generated", "schema.ts"), TestContext.Current.CancellationToken)).ShouldContain("export type LlmModel = {");

        // One line of refused.ts that compiled would be an error here.
        await ShouldPassAsync([NodePackage.Codegen.PathOf("node_modules", "typescript", "bin", "tsc"), "--project", "."]);

        await using var banyan = await BanyanApp.StartAsync();
        var said = await ShouldPassAsync([NodePackage.Codegen.PathOf("artifacts", "out", "program.js")], ("BANYAN_URL", banyan.Address.AbsoluteUri.TrimEnd('/')), ("BANYAN_KEY", banyan.Key));
        said.ShouldMatch("^[0-9]+ models, [0-9]+ tokens\n$");
    }

    private static async Task<string> ShouldPassAsync(string[] arguments, params (string Name, string Value)[] environment)
    {
        var (status, output, complaints) = await NodePackage.Codegen.RunAsync("node", arguments, "", environment);
        status.ShouldBe(0, $"{output}{complaints}");
        return output;
    }
}
