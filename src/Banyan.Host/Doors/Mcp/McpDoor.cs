using Banyan.Host.Doors.Intents;

namespace Banyan.Host.Doors.Mcp;

/// <summary>The orchestrator and the granted tools for MCP clients: streamable HTTP without sessions, one JSON answer to each request.</summary>
/// <remarks>Nothing is kept between requests, so there is no stream to open (GET) and no session to end (DELETE): both are 405, as the transport allows.</remarks>
internal sealed class McpDoor(IntentGate gate, McpTools tools, McpPrompts prompts)
{
    private const string Path = "/mcp", Scope = "mcp:use";
    private const long MostBytes = 256 * 1024;

    private readonly RequestDelegate _open = gate.OpenAsk(Scope, call => AnswerAsync(call, tools, prompts));

    public static void Map(IEndpointRouteBuilder routes)
    {
        var door = routes.ServiceProvider.GetRequiredService<McpDoor>();
        routes.MapPost(Path, OfOurOrigin(door._open)).WithSummary("MCP, streamable HTTP without sessions").WithTags("mcp");
        routes.MapMethods(Path, ["GET", "DELETE"], (RequestDelegate)Refuse).ExcludeFromDescription();
    }

    private static async Task AnswerAsync(IntentCall call, McpTools tools, McpPrompts prompts)
    {
        var (body, refused) = await RequestBody.ReadAsync(call.Http, MostBytes);
        using (body)
        {
            if (body is null)
            {
                await call.Problems.RefuseAsync(refused!);
                return;
            }

            if (!McpMessage.TryRead(body.Memory, out var message))
            {
                await RpcAnswer.FailAsync(call, null, RpcAnswer.InvalidRequest, "One JSON-RPC 2.0 request is expected; batches are not taken.");
                return;
            }

            if (message.Id is null)
            {
                // Notifications and answers of the client: nothing here waits for them.
                call.Http.Response.StatusCode = StatusCodes.Status202Accepted;
                return;
            }

            await AnswerAsync(call, message, tools, prompts);
        }
    }

    private static Task AnswerAsync(IntentCall call, McpMessage message, McpTools tools, McpPrompts prompts) => message.Method switch
    {
        "initialize" => RpcAnswer.SendAsync(call, message.Id, writer => McpHello.Write(writer, message.Params)),
        "ping" => RpcAnswer.SendAsync(call, message.Id, static writer =>
        {
            writer.WriteStartObject();
            writer.WriteEndObject();
        }),
        "tools/list" => tools.ListToolsAsync(call, message.Id),
        "tools/call" => tools.CallAsync(call, message),
        "prompts/list" => prompts.ListAsync(call, message.Id),
        "prompts/get" => prompts.GetAsync(call, message),
        _ => RpcAnswer.FailAsync(call, message.Id, RpcAnswer.MethodNotFound, $"There is no method '{HeaderText.Safe(message.Method)}' here."),
    };

    /// <summary>A page of another site must not reach a service on the reader's own machine through the reader's browser.</summary>
    private static RequestDelegate OfOurOrigin(RequestDelegate next) => http =>
        Origins.IsAllowed(http.Request) ? next(http) : new ProblemResponse(http, http.TraceIdentifier).RefuseAsync(Origins.Foreign);

    private static Task Refuse(HttpContext http)
    {
        http.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
        http.Response.Headers.Allow = "POST";
        return Task.CompletedTask;
    }
}
