using Banyan.Cli.Chatting.Runs;
using Banyan.Cli.Output;

namespace Banyan.Cli.Chatting;

/// <summary>Finds out who talks: by flag or environment, by asking where the service is a demo, else whoever the key stands for.</summary>
internal sealed class SeatFinder(ChatRoom room)
{
    private const int MostTries = 3;

    /// <summary>Finds out, and looks what they may ask for.</summary>
    public async Task<(IntentSeat? Seat, CliFailure? Failure)> FindAsync(string? user, CancellationToken cancellationToken)
    {
        var api = new IntentsApi(room.Api, user);
        var reply = await api.CatalogueAsync(cancellationToken);
        for (var tries = 0; user is null && reply.IsDemo && tries < MostTries; tries++)
        {
            if (!room.Manners.MayAsk)
            {
                return (null, CliFailure.Usage("This is a demo, and it is not known who you are.", "Name an e-mail of the demo: --user ada@shop.example, or BANYAN_USER."));
            }

            if ((await room.Input.ReadAsync("Your e-mail: ", cancellationToken))?.Trim() is not { } typed)
            {
                return (null, CliFailure.Usage("No e-mail was given.", "Name one: --user ada@shop.example, or BANYAN_USER."));
            }

            if (typed.Length > 0)
            {
                (reply, api) = await TryAsync(api.As(typed), cancellationToken);
                user = reply.Failure is null ? typed : null;
            }
        }

        return reply.Failure is null ? (new IntentSeat(api, new KnownIntents(reply.Body), reply.IsDemo), null) : (null, reply.Failure);
    }

    private async Task<(IntentsReply Reply, IntentsApi Api)> TryAsync(IntentsApi api, CancellationToken cancellationToken)
    {
        var reply = await api.CatalogueAsync(cancellationToken);
        if (reply.Failure is { } failure)
        {
            room.Talk.Say(failure.Message);
        }

        return (reply with { IsDemo = true }, api);
    }
}
