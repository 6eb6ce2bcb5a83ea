using Banyan.Gateway.Callers;
using Banyan.Gateway.Spine;
using Banyan.Host.Composing;
using Banyan.Wire;

namespace Banyan.Host.Doors;

/// <summary>The way through a door: whether it is open, key, body and the prompt it names.</summary>
internal sealed class DoorEntry(ICatalog catalog, Identities identities, RunningExchanges running, ReaderPatience patience, DoorPrompts prompts, AskRoom room)
{
    /// <summary>The configuration in force.</summary>
    public CatalogSnapshot Catalog => catalog.Current;

    /// <summary>How long a caller may leave its answer unread.</summary>
    public ReaderPatience Patience => patience;

    /// <summary>Room for asks, which is entered before a body is read and left when its answer has ended.</summary>
    public AskRoom Room => room;

    /// <summary>What puts in a prompt an ask names.</summary>
    public DoorPrompts Prompts => prompts;

    /// <summary>Turns the presented key or token into a caller; the refusal is the same whatever is wrong with it.</summary>
    public ValueTask<CallerVerdict> AuthenticateAsync(HttpContext http) => identities.FindAsync(PresentedKey.Of(http.Request.Headers), http.Connection.RemoteIpAddress, http.RequestAborted);

    /// <summary>Reads the body up to the bound.</summary>
    public ValueTask<(RequestBody? Body, Failure? Refused)> ReadAsync(HttpContext http) => RequestBody.ReadAsync(http, catalog.Current.MaxBodyBytes);

    /// <summary>Notes that an answer begins, so that it can be ended from outside; while shutting down it is refused and the connection closed.</summary>
    public RunningExchange? Begin(HttpContext http, Caller caller, out Failure? refused)
    {
        var begun = running.Begin(http, caller);
        refused = begun is null ? RunningExchanges.Closed : null;
        if (refused is not null)
        {
            http.Response.Headers.Connection = "close";
        }

        return begun;
    }
}
