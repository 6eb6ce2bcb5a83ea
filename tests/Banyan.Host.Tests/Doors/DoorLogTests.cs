using System.Diagnostics;
using Banyan.Gateway.Spine;
using Banyan.Host.Doors;
using Microsoft.Extensions.Logging;

namespace Banyan.Host.Tests.Doors;

public sealed class DoorLogTests
{
    private const string TraceParent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    private readonly ScopeLog _log = new();

    [Fact]
    public void Lines_of_a_request_name_the_callers_trace()
    {
        Activity.Current = null;
        using var scope = _log.OfRequest(ExchangeId.New(TimeProvider.System), TraceParent);
        _log.Scope.ShouldContain(value => value.Key == "TraceId" && (string?)value.Value == "0af7651916cd43dd8448eb211c80319c");
        _log.Scope.ShouldContain(value => value.Key == "RequestId");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("00-nonsense\r\nlevel: fake")]
    public void What_is_no_trace_is_not_told(string? traceParent)
    {
        Activity.Current = null;
        using var scope = _log.OfRequest(ExchangeId.New(TimeProvider.System), traceParent);
        _log.Scope.ShouldContain(value => value.Key == "RequestId");
        _log.Scope.ShouldNotContain(value => value.Key == "TraceId");
    }

    private sealed class ScopeLog : ILogger
    {
        public List<KeyValuePair<string, object?>> Scope { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            Scope.AddRange((IReadOnlyList<KeyValuePair<string, object?>>)state);
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
        }
    }
}
