using System.Globalization;
using Banyan.Intents;
using Banyan.Intents.Memory;

namespace Banyan.Host.Doors.Intents;

/// <summary>A person's conversations: made, listed, read, erased. Another person's read like those that do not exist.</summary>
internal sealed class ConversationDoor(IConversationStore store, IntentViews views)
{
    private const int PageSize = 50;
    private const int MostMessages = 1000;
    private const int MostNameCharacters = 128;

    /// <summary>Makes one, or finds the one of the client's own name.</summary>
    public async Task OpenAsync(IntentCall call)
    {
        string? name = null;
        if (call.Http.Request.ContentLength is not (null or 0))
        {
            var (body, refused) = await IntentBodies.ReadAsync(call.Http, IntentBodies.Default.ConversationBody);
            if (body is null || body.Name?.Length > MostNameCharacters)
            {
                await call.Problems.RefuseAsync(refused ?? IntentFailures.Invalid($"'name' may have {MostNameCharacters} characters.", "name"));
                return;
            }

            name = body.Name;
        }

        var opened = await views.OpenAsync(call.Subject, name, call.Token);
        call.Http.Response.Headers.Location = $"/intents/v1/conversations/{opened.Id:D}";
        await JsonAnswer.SendAsync(call, writer => ConversationJson.Write(writer, opened), StatusCodes.Status201Created);
    }

    /// <summary>Lists them, latest first; <c>after</c> is the <c>next</c> of the page before.</summary>
    public async Task ListAsync(IntentCall call)
    {
        string? after = call.Http.Request.Query["after"];
        DateTimeOffset? before = null;
        if (!string.IsNullOrEmpty(after))
        {
            if (!long.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out var ticks) || ticks > DateTimeOffset.MaxValue.UtcTicks)
            {
                await call.Problems.RefuseAsync(IntentFailures.Invalid("'after' is not the 'next' of an earlier page.", "after"));
                return;
            }

            before = new DateTimeOffset(ticks, TimeSpan.Zero);
        }

        var page = await store.ListAsync(IntentViews.OwnerOf(call.Subject), before, PageSize, call.Token);
        var next = page.Count == PageSize ? page[^1].UpdatedAt.UtcTicks.ToString(CultureInfo.InvariantCulture) : null;
        await JsonAnswer.SendAsync(call, writer => ConversationJson.Write(writer, page, next));
    }

    /// <summary>Reads one with what was said.</summary>
    public async Task ReadAsync(IntentCall call)
    {
        if (call.Id("id") is not { } id || await store.FindAsync(IntentViews.OwnerOf(call.Subject), id, call.Token) is not { } found)
        {
            await call.Problems.RefuseAsync(IntentFailures.Missing("conversation"));
            return;
        }

        var messages = await store.MessagesAsync(IntentViews.OwnerOf(call.Subject), id, MostMessages, call.Token);
        await JsonAnswer.SendAsync(call, writer => ConversationJson.Write(writer, found, messages));
    }

    /// <summary>Erases all of the person's.</summary>
    public async Task EraseAllAsync(IntentCall call)
    {
        await views.ForgetAsync(call.Subject, call.Token);
        call.Http.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    /// <summary>Erases one with all its text.</summary>
    public async Task EraseAsync(IntentCall call)
    {
        if (call.Id("id") is { } id && await views.ForgetAsync(call.Subject, id, call.Token))
        {
            call.Http.Response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }

        await call.Problems.RefuseAsync(IntentFailures.Missing("conversation"));
    }
}
