#include <mpi.h>

int main(int argc, char** argv) {
  MPI_Init(&argc, &argv);
  /* exchange of borders, then a step of the scheme */
  MPI_Finalize();
  return 0;
}
