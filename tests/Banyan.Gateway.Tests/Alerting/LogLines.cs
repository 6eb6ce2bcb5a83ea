using Banyan.Gateway.Alerting.Watching;
using Microsoft.Extensions.Logging;

namespace Banyan.Gateway.Tests.Alerting;

/// <summary>Remembers what the log was told.</summary>
internal sealed class LogLines : ILogger<AlertWatch>
{
    public List<string> Lines { get; } = [];

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Lines.Add(formatter(state, exception));
}
