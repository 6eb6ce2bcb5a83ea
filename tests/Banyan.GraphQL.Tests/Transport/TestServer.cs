using System.Buffers;
using System.IO.Pipelines;
using System.Security.Claims;
using System.Text;
using System.Text.Json;
using Banyan.GraphQL.Execution;
using Banyan.GraphQL.Transport;
using Banyan.GraphQL.Types;

namespace Banyan.GraphQL.Tests.Transport;

/// <summary>A server of a small schema, asked with plain values.</summary>
internal sealed class TestServer : IServiceProvider
{
    public TestServer(GraphServerOptions? options = null, Action<GraphBuilder>? more = null) => Server = new GraphServer(
        GraphSchema.Build(graph =>
        {
            graph.Query("hello(name: String = \"you\"): String!", c => $"hello {c.Arg<string>("name")}", "Greets.");
            graph.Query("fails: String", (FieldContext _) => throw new GraphFailureException("NOT_FOUND", "None."), "Fails.");
            graph.Query("rows(first: Int = 10): [Int!]!", c => Enumerable.Range(0, c.Arg<int>("first")), "Rows.").ListSize(10, "first");
            graph.Mutation("write: Int", _ => ++Written, "Writes.");
            more?.Invoke(graph);
        }),
        options);

    public GraphServer Server { get; }

    public int Written { get; private set; }

    public ClaimsPrincipal User { get; set; } = new(new ClaimsIdentity([new Claim(ClaimTypes.Name, "key-1")], "test"));

    public GraphContext Context => new(User, this);

    public object? GetService(Type serviceType) => null;

    public Task<TestReply> PostAsync(object body, string? accept = null) => PostAsync(JsonSerializer.Serialize(body), accept);

    public Task<TestReply> PostAsync(string body, string? accept = null, string? contentType = "application/json") =>
        SendAsync(new GraphRequest("POST", Pipe(body)) { Accept = accept, ContentType = contentType });

    public Task<TestReply> GetAsync(string? accept, params (string Name, string Value)[] query) => SendAsync(
        new GraphRequest("GET", Pipe("")) { Accept = accept, Query = name => query.FirstOrDefault(one => one.Name == name).Value });

    public async Task<TestReply> SendAsync(GraphRequest request)
    {
        var reply = await Server.HandleAsync(request, Context, TestContext.Current.CancellationToken);
        var pipe = new Pipe(new PipeOptions(pauseWriterThreshold: 0));
        await reply.WriteAsync(pipe.Writer, TestContext.Current.CancellationToken);
        await pipe.Writer.CompleteAsync();
        var read = await pipe.Reader.ReadAtLeastAsync(int.MaxValue);
        return new TestReply(reply.Status, reply.Headers.ToDictionary(header => header.Key, header => header.Value, StringComparer.OrdinalIgnoreCase), Encoding.UTF8.GetString(read.Buffer.ToArray()));
    }

    public static PipeReader Pipe(string body) => PipeReader.Create(new ReadOnlySequence<byte>(Encoding.UTF8.GetBytes(body)));
}
