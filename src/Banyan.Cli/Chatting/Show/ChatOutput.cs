using Banyan.Cli.Chatting.Runs;

namespace Banyan.Cli.Chatting.Show;

/// <summary>How a run is shown: text as it comes, or JSON.</summary>
internal abstract class ChatOutput
{
    /// <summary>Something was said, and nothing is there to show yet.</summary>
    public virtual void Begin()
    {
    }

    /// <summary>Shows something that just happened.</summary>
    public abstract void Show(RunEvent happened, RunTold told);

    /// <summary>Says that the connection is taken up again.</summary>
    public virtual void Lost()
    {
    }

    /// <summary>Shows what is left to show when an answer ends, whole or not.</summary>
    public virtual void End(RunTold told, TimeSpan took)
    {
    }

    /// <summary>Shows a question nobody answers here.</summary>
    public virtual void Open(ConfirmationTold asked)
    {
    }

    /// <summary>Shows what is left to show when nothing more comes of a message.</summary>
    public virtual void Close(RunTold told)
    {
    }
}
