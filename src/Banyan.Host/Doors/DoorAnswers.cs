using Banyan.Gateway.Spine;
using Banyan.Gateway.Tools.Looping;
using Banyan.Host.Doors.Intents.Model;
using Banyan.Host.Doors.Responses;

namespace Banyan.Host.Doors;

/// <summary>Who answers an ask: the orchestrator when it is asked for as a model, what remembers responses in their dialect, else the gateway, with the tools of Banyan that are named.</summary>
internal sealed class DoorAnswers(IToolLoop loop, BanyanModel model, ResponseTurns responses)
{
    public ValueTask<Answer> AskAsync(HttpContext http, Exchange exchange, RunningExchange running)
    {
        if (BanyanModel.Takes(exchange.Caller, exchange.Ask))
        {
            return model.AskAsync(http, exchange, running);
        }

        var (tools, refused) = AskedTools.Of(exchange.Ask);
        return refused is not null ? new(Answer.Refused(refused))
            : ResponseTurns.Takes(exchange) ? responses.AskAsync(exchange, tools, running.Token)
            : loop.AskAsync(exchange, tools, running.Token);
    }
}
