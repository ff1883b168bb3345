using DiffGen;

namespace Golden.Signatures
{
    internal partial class Outermost
    {
        internal partial struct Between
        {
            internal static partial class Innermost
            {
                [Differentiable]
                internal static double Area(double width, double height) => width * height;
            }

            [Differentiable]
            private static double Perimeter(double width, double height) => 2 * (width + height);

            public static double PerimeterByWidth(double width, double height) => PerimeterGradient(width, height).WidthGrad;
        }

        [Differentiable]
        protected internal static double Diagonal(double width, double height) => System.Math.Sqrt(width * width + height * height);
    }
}
