using Banyan.Gateway.Tools.BuiltIn.Calculating;

namespace Banyan.Gateway.Tests.Tools.BuiltIn;

public sealed class CalculatorTests
{
    [Theory]
    [InlineData("0.1 + 0.2", "0.3")]
    [InlineData("1/3*3", "1")]
    [InlineData("-2^2", "-4")]
    [InlineData("2^3^2", "512")]
    [InlineData("2^-2", "0.25")]
    [InlineData("7 % 3 - -7 % 3", "2")]
    [InlineData("(12.50 + 3) * 4", "62")]
    [InlineData("round(2.5) + round(-2.5) + round(1.005, 2)", "1.01")]
    [InlineData("floor(-1.5) + ceil(-1.5)", "-3")]
    [InlineData("sqrt(2.25)", "1.5")]
    [InlineData("max(1, 2.5, 2) - min(3, 1)", "1.5")]
    [InlineData("avg(1,2) + sum(1,2,3) + abs(-4)", "11.5")]
    [InlineData("1e3 + 1.5E-2", "1000.015")]
    [InlineData("99999999999999999999 * 99999999999999999999", "9999999999999999999800000000000000000001")]
    public void Arithmetic_is_exact(string expression, string result) => Calculator.Evaluate(expression).ShouldBe((result, true));

    [Theory]
    [InlineData("1/3", "0.3333333333333333333333333333")]
    [InlineData("2/3", "0.6666666666666666666666666667")]
    [InlineData("-1/7", "-0.1428571428571428571428571429")]
    [InlineData("sqrt(2)", "1.4142135623730950488016887242")]
    public void What_never_ends_is_rounded_and_says_so(string expression, string result) =>
        Calculator.Evaluate(expression).ShouldBe((result, false));

    [Theory]
    [InlineData("", "it ends too early")]
    [InlineData("1 +", "it ends too early")]
    [InlineData("1 / 0", "division by zero")]
    [InlineData("0 ^ -1", "division by zero")]
    [InlineData("9^9^9", "a power is a whole number up to 1,000")]
    [InlineData("10^999 * 10^999", "the number gets too long")]
    [InlineData("1..2", "'1..2' is no number")]
    [InlineData("1e9999", "an exponent is a whole number up to 1,000")]
    [InlineData("System.Exit(1)", "'.' at position 7 is not understood")]
    [InlineData("eval(1)", "there is no function eval of 1 numbers; known are abs, avg, ceil, floor, max, min, round, sqrt, sum")]
    [InlineData("2 ^ 0.5", "a power is a whole number up to 1,000")]
    [InlineData("sqrt(0-1)", "a negative number has no root")]
    [InlineData("1 2", "'2' at position 3 is not understood")]
    public void What_is_no_arithmetic_is_told(string expression, string problem) =>
        Should.Throw<CalculationException>(() => Calculator.Evaluate(expression)).Message.ShouldBe(problem);

    [Fact]
    public void Nesting_and_length_are_bounded()
    {
        Calculator.Evaluate(new string('(', 64) + "1" + new string(')', 64)).Text.ShouldBe("1");
        Should.Throw<CalculationException>(() => Calculator.Evaluate(new string('(', 65) + "1" + new string(')', 65))).Message.ShouldContain("64");
        Should.Throw<CalculationException>(() => Calculator.Evaluate(new string('-', 900) + "1")).Message.ShouldContain("64");
        Should.Throw<CalculationException>(() => Calculator.Evaluate(string.Concat(Enumerable.Repeat("2^", 400)) + "1")).Message.ShouldContain("64");
        Should.Throw<CalculationException>(() => Calculator.Evaluate(new string('1', 1_001))).Message.ShouldContain("1,000");
    }
}
