namespace Banyan.Gateway.Tools.Executing;

/// <summary>Learns of every call of a tool as it ends: metrics. Must be quick, must not block and must not throw.</summary>
public interface IToolObserver
{
    /// <summary>A call ended, however it went, and whether or not it can be written down.</summary>
    void Ran(ToolExecution execution);
}
