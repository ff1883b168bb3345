using DiffGen.Generator.Ir;

namespace DiffGen.Generator.Checkpoint;

/// <summary>The size of what is saved.</summary>
internal static class SavedBytes
{
    /// <summary>The size of a type whose size is not known here.</summary>
    private const int Unknown = 8;

    /// <summary>How many bytes a value of the type takes, as far as it can be told.</summary>
    public static int Of(IrType type) => Known(type) is > 0 and int bytes ? bytes : Unknown;

    /// <summary>How many bytes a value of the type takes; 0 where it cannot be told.</summary>
    public static int Known(IrType type) => type.Real switch
    {
        RealKind.Double => 8,
        RealKind.Float => 4,
        RealKind.Generic => 0,
        _ => type.Text switch
        {
            "bool" or "byte" or "sbyte" => 1,
            "char" or "short" or "ushort" => 2,
            "int" or "uint" => 4,
            "long" or "ulong" or "nint" or "nuint" => 8,
            _ => 0,
        },
    };
}
