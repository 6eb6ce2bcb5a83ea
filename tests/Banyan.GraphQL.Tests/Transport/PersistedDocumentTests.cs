using System.Security.Cryptography;
using System.Text;
using Banyan.GraphQL.Transport;
using Banyan.GraphQL.Transport.Documents;

namespace Banyan.GraphQL.Tests.Transport;

public sealed class PersistedDocumentTests
{
    private const string Text = "{ hello }";

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static object Ask(string? query, string hash) => query is null
        ? new { extensions = new { persistedQuery = new { version = 1, sha256Hash = hash } } }
        : new { query, extensions = new { persistedQuery = new { version = 1, sha256Hash = hash } } };

    [Fact]
    public async Task A_document_sent_once_is_found_by_its_hash()
    {
        var server = new TestServer(new GraphServerOptions { Documents = new MemoryDocumentStore() });

        Assert.Equal("PERSISTED_QUERY_NOT_FOUND", (await server.PostAsync(Ask(null, Hash(Text)))).Code);
        Assert.Equal(200, (await server.PostAsync(Ask(Text, Hash(Text)))).Status);
        Assert.Equal("""{"data":{"hello":"hello you"}}""", (await server.PostAsync(Ask(null, Hash(Text)))).Body);
    }

    [Fact]
    public async Task A_hash_of_another_text_is_refused_and_a_bad_document_is_not_kept()
    {
        var server = new TestServer(new GraphServerOptions { Documents = new MemoryDocumentStore() });

        Assert.Equal("PERSISTED_QUERY_MISMATCH", (await server.PostAsync(Ask("{ rows }", Hash(Text)))).Code);
        Assert.Equal("GRAPHQL_VALIDATION_FAILED", (await server.PostAsync(Ask("{ nothing }", Hash("{ nothing }")))).Code);
        Assert.Equal("PERSISTED_QUERY_NOT_FOUND", (await server.PostAsync(Ask(null, Hash("{ nothing }")))).Code);
    }

    [Fact]
    public async Task Where_only_registered_documents_are_run_no_other_is()
    {
        var store = new MemoryDocumentStore();
        await store.SaveAsync(Hash(Text), Text, TestContext.Current.CancellationToken);
        var server = new TestServer(new GraphServerOptions { Documents = store, IsTrustedOnly = true });

        Assert.Equal(200, (await server.PostAsync(Ask(null, Hash(Text)))).Status);
        Assert.Equal(200, (await server.PostAsync(new { query = Text })).Status);
        Assert.Equal("DOCUMENT_NOT_TRUSTED", (await server.PostAsync(new { query = "{ rows }" })).Code);
        Assert.Equal("DOCUMENT_NOT_TRUSTED", (await server.PostAsync(Ask("{ rows }", Hash("{ rows }")))).Code);
    }

    [Fact]
    public async Task The_store_gives_up_the_oldest()
    {
        var store = new MemoryDocumentStore(maxDocuments: 2);
        foreach (var hash in new[] { "a", "b", "c" })
        {
            await store.SaveAsync(hash, hash, TestContext.Current.CancellationToken);
        }

        Assert.Null(await store.FindAsync("a", TestContext.Current.CancellationToken));
        Assert.Equal("c", await store.FindAsync("c", TestContext.Current.CancellationToken));
    }
}
