using Banyan.Cli.Output;
using Banyan.TestKit;

namespace Banyan.Cli.Tests.Output;

public sealed class SpinnerTests
{
    private readonly FakeClock _clock = new();

    [Fact]
    public void It_turns_while_nothing_comes_and_is_rubbed_out_once()
    {
        using var screen = new StringWriter();
        var spinner = new Spinner(screen, _clock, isOn: true);
        spinner.Start();
        spinner.Start();
        for (var i = 0; i < 6; i++)
        {
            _clock.Advance(TimeSpan.FromMilliseconds(120));
        }

        spinner.Stop();
        spinner.Stop();
        _clock.Advance(TimeSpan.FromSeconds(5));

        screen.ToString().ShouldBe("\r|\r/\r-\r\\\r\u001b[K");
    }

    [Theory]
    [InlineData(true, 200)]
    [InlineData(false, 5000)]
    public void What_comes_at_once_is_not_announced_and_off_it_does_nothing(bool isOn, int waited)
    {
        using var screen = new StringWriter();
        var spinner = new Spinner(screen, _clock, isOn);
        spinner.Start();
        _clock.Advance(TimeSpan.FromMilliseconds(waited));
        spinner.Stop();

        screen.ToString().ShouldBeEmpty();
    }
}
