using Banyan.Gateway.Spine;
using Banyan.Host.Doors.Intents.Model;
using Banyan.Host.Doors.Responses;

namespace Banyan.Host.Doors;

/// <summary>Who answers an ask: the orchestrator when it is asked for as a model, what remembers responses in their dialect, else the gateway.</summary>
internal sealed class DoorAnswers(IGateway gateway, BanyanModel model, ResponseTurns responses)
{
    public ValueTask<Answer> AskAsync(HttpContext http, Exchange exchange, CancellationToken cancellationToken) =>
        BanyanModel.Takes(exchange.Caller, exchange.Ask) ? model.AskAsync(http, exchange, cancellationToken)
        : ResponseTurns.Takes(exchange) ? responses.AskAsync(exchange, cancellationToken)
        : gateway.AskAsync(exchange, cancellationToken);
}
