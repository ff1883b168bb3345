namespace DiffGen.CompilerServices;

/// <summary>Which exact zeros win over an infinite or NaN factor. A zero tangent or cotangent always does.</summary>
internal interface IZeroRule
{
    /// <summary>So does a zero partial: the function chooses among its operands, and the operand was not taken.</summary>
    static virtual bool ZeroPartialWins => false;
}
