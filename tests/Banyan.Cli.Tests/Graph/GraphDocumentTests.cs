using System.Security.Claims;
using Banyan.Cli.Graph;
using Banyan.Cli.Tests.App;
using Banyan.GraphQL.Execution;
using Banyan.GraphQL.Transport;
using Banyan.GraphQL.Types;

namespace Banyan.Cli.Tests.Graph;

/// <summary>What commands ask for is there: each document they carry is one the published schema takes.</summary>
public sealed class GraphDocumentTests
{
    private const string Ending = ".graphql", Beginning = "Banyan.Cli.Documents.";

    // Documents are checked before it is asked who may run them: whoever gets so far sent a good one.
    private static readonly GraphServer Server = new(
        SdlSchema.Read(File.ReadAllText(Path.Combine(Pages.Root, "docs", "graphql", "schema.graphql"))), new GraphServerOptions { MayRun = static (_, _) => false });

    /// <summary>The documents the program carries.</summary>
    public static TheoryData<string> Documents => [.. typeof(GraphDocuments).Assembly.GetManifestResourceNames().Where(name => name.EndsWith(Ending, StringComparison.Ordinal)).Select(name => name[Beginning.Length..^Ending.Length])];

    [Theory]
    [MemberData(nameof(Documents))]
    public async Task A_document_is_one_the_schema_takes(string name) => (await ProblemsAsync(GraphDocuments.Read(name))).ShouldBe([TransportCodes.Unauthenticated]);

    [Theory]
    [InlineData("{ budgets { id limitAmounts } }")]
    [InlineData("query($id: Int!) { budget(id: $id) { id } }")]
    [InlineData("{ budgets { id }")]
    public async Task A_document_that_asks_for_what_is_not_there_is_found(string document) => (await ProblemsAsync(document)).ShouldNotContain(TransportCodes.Unauthenticated);

    private static async Task<string?[]> ProblemsAsync(string document)
    {
        using var result = await Server.ExecuteAsync(document, null, new GraphContext(new ClaimsPrincipal(), new Nothing()), TestContext.Current.CancellationToken);
        return [.. result.Errors.Select(error => error.Code is TransportCodes.Unauthenticated ? error.Code : $"{error.Code}: {error.Message}")];
    }

    private sealed class Nothing : IServiceProvider
    {
        public object? GetService(Type serviceType) => null;
    }
}
