using System.Text;
using System.Text.Json;
using Banyan.Gateway.Conversations;
using Banyan.Gateway.Conversations.Responses;
using Banyan.Gateway.Spine;
using Banyan.Wire;

namespace Banyan.Host.Doors.Responses;

/// <summary>Responses that are kept here: read and erased by who asked for them.</summary>
internal sealed class StoredResponseDoor(DoorEntry entry, IStoredResponses store, TimeProvider time)
{
    private static readonly Failure NotFound = new(FailureKind.CallerFault, "not_found", "There is no such response here; responses are kept when they are asked for with store: true.");

    public static void Map(IEndpointRouteBuilder routes)
    {
        var door = routes.ServiceProvider.GetRequiredService<StoredResponseDoor>();
        routes.MapGet("/v1/responses/{id}", (RequestDelegate)(http => door.RunAsync(http, door.ReadAsync))).WithSummary("A stored response").WithTags("wire");
        routes.MapDelete("/v1/responses/{id}", (RequestDelegate)(http => door.RunAsync(http, door.EraseAsync))).WithSummary("Erase a stored response").WithTags("wire");
    }

    private async Task RunAsync(HttpContext http, Func<HttpContext, ConversationHolder, string, Task<byte[]?>> work)
    {
        var response = new DoorResponse(http, new DoorAsk(DialectTable.Get(DialectId.OpenAiResponses), Operation.Chat), ExchangeId.New(time));
        var (caller, refused) = await entry.AuthenticateAsync(http);
        refused ??= AskHeaders.Assert(http, ref caller!);
        if (caller is null || refused is not null)
        {
            await response.RefuseAsync(refused!);
            return;
        }

        try
        {
            if (await work(http, ConversationHolder.Of(caller), (string)http.Request.RouteValues["id"]!) is not { } body)
            {
                await response.RefuseAsync(NotFound);
                return;
            }

            http.Response.ContentType = "application/json; charset=utf-8";
            http.Response.ContentLength = body.Length;
            await http.Response.BodyWriter.WriteAsync(body, http.RequestAborted);
        }
        catch (StoreAwayException)
        {
            await response.RefuseAsync(ConversationFailures.Away);
        }
    }

    private async Task<byte[]?> ReadAsync(HttpContext http, ConversationHolder holder, string id) =>
        await store.FindAsync(holder, id, time.GetUtcNow(), http.RequestAborted) is { } found ? Encoding.UTF8.GetBytes(found.Response) : null;

    private async Task<byte[]?> EraseAsync(HttpContext http, ConversationHolder holder, string id) =>
        await store.DeleteAsync(holder, id, http.RequestAborted) ? Encoding.UTF8.GetBytes($$"""{"id":"{{JsonEncodedText.Encode(id)}}","object":"response","deleted":true}""") : null;
}
