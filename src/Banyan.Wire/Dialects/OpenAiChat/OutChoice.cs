using Banyan.Wire.Hub;

namespace Banyan.Wire.Dialects.OpenAiChat;

/// <summary>What a stream's choice has told so far, as far as its finish depends on it.</summary>
internal sealed class OutChoice
{
    private HubFinishReason _reason = HubFinishReason.Stop;
    private int _opened;
    private int _closed;

    public string FinishWord => ChatFinish.Word(_reason, _opened > 0, _closed < _opened);

    public void Saw(HubEvent happened)
    {
        _opened += happened is HubCallStart ? 1 : 0;
        _closed += happened is HubCallEnd ? 1 : 0;
    }

    public void Saw(HubFinish finish, MappingReport report)
    {
        _reason = finish.Reason;
        if (finish.Reason == HubFinishReason.Pause)
        {
            report.Drop("/stop_reason");
        }
    }
}
