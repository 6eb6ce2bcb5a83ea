using Banyan.Gateway.Spine;
using Banyan.Host.Doors.Intents.Model;

namespace Banyan.Host.Doors;

/// <summary>Who answers an ask: the orchestrator when it is asked for as a model, else the gateway.</summary>
internal sealed class DoorAnswers(IGateway gateway, BanyanModel model)
{
    public ValueTask<Answer> AskAsync(HttpContext http, Exchange exchange, CancellationToken cancellationToken) =>
        BanyanModel.Takes(exchange.Caller, exchange.Ask) ? model.AskAsync(http, exchange, cancellationToken) : gateway.AskAsync(exchange, cancellationToken);
}
